"""notes, second opinions and bulk acceptance"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bulk_batch',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('consultation_id', sa.String(length=60), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('sample_size', sa.Integer(), nullable=False),
    sa.Column('drawn_by', sa.String(length=32), nullable=False),
    sa.Column('drawn_on', sa.Date(), nullable=False),
    sa.Column('accepted', sa.Integer(), nullable=True),
    sa.Column('closed_by', sa.String(length=32), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('bulk_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bulk_batch_consultation_id'), ['consultation_id'], unique=False)

    op.create_table('bulk_member',
    sa.Column('batch_id', sa.String(length=32), nullable=False),
    sa.Column('response_id', sa.String(length=32), nullable=False),
    sa.Column('sampled', sa.Boolean(), nullable=False),
    sa.Column('labels', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['bulk_batch.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('batch_id', 'response_id')
    )
    with op.batch_alter_table('bulk_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bulk_member_response_id'), ['response_id'], unique=False)

    op.create_table('review_note',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('response_id', sa.String(length=32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('written_by', sa.String(length=32), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('review_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_note_response_id'), ['response_id'], unique=False)

    op.create_table('second_opinion',
    sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('response_id', sa.String(length=32), nullable=False),
    sa.Column('asked_by', sa.String(length=32), nullable=False),
    sa.Column('asked_of', sa.String(length=32), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('first_review', sa.String(length=12), nullable=False),
    sa.Column('first_labels', sa.JSON(), nullable=False),
    sa.Column('answered_by', sa.String(length=32), nullable=True),
    sa.Column('second_review', sa.String(length=12), nullable=True),
    sa.Column('second_labels', sa.JSON(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('second_opinion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_second_opinion_asked_of'), ['asked_of'], unique=False)
        batch_op.create_index(batch_op.f('ix_second_opinion_response_id'), ['response_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('second_opinion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_second_opinion_response_id'))
        batch_op.drop_index(batch_op.f('ix_second_opinion_asked_of'))

    op.drop_table('second_opinion')
    with op.batch_alter_table('review_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_note_response_id'))

    op.drop_table('review_note')
    with op.batch_alter_table('bulk_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bulk_member_response_id'))

    op.drop_table('bulk_member')
    with op.batch_alter_table('bulk_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bulk_batch_consultation_id'))

    op.drop_table('bulk_batch')
