"""Every sentence the conversation says besides the consultation's own. English; each is the key of its translation."""

from __future__ import annotations

from collections.abc import Mapping

from translations import catalogue
from translations.catalogue import N_

HELLO = (
    N_("Hello. I am a computer. I am not a person."),
    N_("I ask what you think about health care. People who plan health care read your answers."),
    N_("We do not ask your name. Please do not write names."),
    N_("The prison may know who used this device. Other people may see the screen."),
    N_("We try to keep your words private. We cannot promise it. Someone may guess who wrote them."),
    N_("I cannot give medical help. Nobody reads your answers today."),
    N_('If you are in danger, press "Get help now".'),
    N_("You can skip any question. You can stop at any time. It does not change your care or your case."),
)
"""Said before anything is asked: what this is, what it is for, what is and is not promised."""

SAID: Mapping[str, tuple[str, ...]] = {
    "utter_easier": (N_("Here is the question in easy words."),),
    "utter_confirm_start_again": (N_("Do you want to start again? Then we delete what you told us."),),
    "utter_started_again": (N_("We start again from the first question."),),
    "utter_confirm_delete": (N_("Do you want to delete everything you told us?"),),
    "utter_confirm_delete_again": (N_("Are you sure? You cannot get it back."),),
    "utter_deleted": (N_("We deleted everything. Thank you for your time."),),
    "utter_kept": (N_("OK. We keep your answers."),),
    "utter_read_aloud": (
        N_("I cannot speak. Your device may be able to read this page out loud."),
        N_("You can also ask someone you trust to read it to you."),
    ),
    "utter_change_language": (N_("Which language do you want?"),),
    "utter_offer_complaint": (
        N_("We do not pass complaints on. You can make one yourself."),
        N_("Do you want to make this a complaint?"),
    ),
    "utter_complaint_routes": (N_("This is how you can complain."),),
    "utter_talk_to_person": (N_("I am a computer. No person reads this while we talk. These people can talk with you."),),
    "utter_who_sees": (
        N_("People who plan health care read your answers. They do not work where you are."),
        N_("A computer takes out names first."),
        N_("Officers and nurses where you are do not get your answers from us."),
        N_("We cannot promise it stays private. The law lets people ask for what we hold."),
    ),
    "utter_affects_my_case": (
        N_("It does not change your care, your case or your parole."),
        N_("We do not give your answers to a court or the Home Office."),
        N_("It cannot help your case. It should not harm it."),
        N_("Someone may guess who wrote it. So please do not write about your case."),
    ),
    "utter_robot": (N_("Yes. I am a computer. I am not a person."), N_("No person reads this while we talk.")),
    "utter_no_medical_help": (
        N_("I cannot give medical help. I cannot call a doctor or a nurse."),
        N_("Please ask a nurse or someone who works where you are."),
        N_('If you are in danger, press "Get help now".'),
    ),
    "utter_off_topic": (N_("I can only talk about health care."),),
    "utter_insult": (N_("That is OK. I am here to listen."),),
    "utter_greet": (N_("Hello."),),
    "utter_thanks": (N_("Thank you too."),),
    "utter_not_understood": (N_("I did not understand that."),),
    "utter_offer_form": (
        N_("I am sorry. I still do not understand."),
        N_("You can press a button. You can also use the form. Your answers are in it."),
    ),
    "utter_default": (N_("I did not understand that."),),
    "utter_choose": (N_("Please choose one of these."),),
    "utter_yes": (N_("Please choose one of these."),),
    "utter_no": (N_("Please choose one of these."),),
    "utter_check": (N_("Those were the questions."),),
    "utter_confirm_send": (N_("Please check your answers first. Then you can send them."),),
}
"""What each key says before the question is put again. Keys that are not here say nothing of their own."""

TAKE_PART = N_("Do you want to talk with me about health care?")
SAVED = (
    N_("You can stop now. We keep your answers for %(hours)s hours. Then we delete them."),
    N_("Come back on this device to go on. You did not send anything yet."),
)
WHAT_YOU_CAN_DO = N_("You can type an answer or press a button. At any time you can also press one of these.")
HOW_MANY_LEFT = N_("This is question %(number)s of %(of)s.")
HOW_LONG_UNKNOWN = N_("You choose how much you say. You can stop at any time.")
NO_OTHER_WORDS = N_("I have no easier words for this. You can skip it.")
KEPT = N_("We kept your answer. You can carry on or stop here.")
NO_SKIP = N_("We need this answer to ask the right questions.")
FIRST_STEP = N_("This is the first question.")
NOTHING_TO_CHANGE = N_("There is no answer to change yet.")
WHICH_TO_CHANGE = N_("Which answer do you want to change?")
HELD = N_("Thank you. I keep your words. Please choose one of these first.")
IS_IT_THE_ANSWER = N_("You wrote this before. Is it your answer to this question?")
ADD_IT = N_("You wrote this before. Do you want to add it to your last answer?")
MORE_ABOUT = N_("I think you also talk about this: %(topic)s. Do you want to say more about it?")
YOU_CHOSE = N_("You chose: %(chosen)s.")
ANYTHING_ELSE = N_('You can choose more. Press "That is all" when you are done.')
UNDERSTOOD = N_("A computer read your answers. I think you talked about this:")
IS_IT_RIGHT = N_("Is it right?")
IS_THIS_RIGHT = N_("Did you talk about this?")
NOTHING_FOUND = N_("A computer read your answers. It could not find what they are about. You can tell us.")
ALSO = N_("What else did you talk about?")
YOUR_ANSWERS = N_("These are your answers. Other people may see this screen.")
NOT_ANSWERED = N_("You did not answer this.")
READS_LIKE_COMPLAINT = N_("Something you wrote reads like a complaint. We do not pass complaints on. You can make one yourself.")
MEMBERS = N_("How did you ask your members what they think?")
READ_BACK = N_("Do you also want to read your answers with this number?")
NOTHING_YET = N_("There is nothing to send yet. Please answer one question first.")
SENT = N_("We have your answers. Thank you. We heard you.")
RECEIPT = N_("Your receipt number is %(number)s. Write it down now. We cannot show it again.")
KEEP_IT_SAFE = N_("Keep it safe. Anyone who has it can delete your answers.")
NOT_TODAY = N_("We read answers in a few weeks, not today.")
GOODBYE = N_("That is OK. We keep nothing. Goodbye.")
ALL_DONE = N_("We are done. Goodbye.")
ADDED = N_("We added this to your answer.")
UNAVAILABLE = N_("I cannot talk right now. I am sorry. Nothing you told us is lost.")
USE_THE_FORM = N_("You can go on with the form. Your answers are in it.")

YES = N_("Yes")
NO = N_("No")
YES_PLEASE = N_("Yes, I want to talk")
NOT_NOW = N_("No, not now")
ALL_RIGHT = N_("Yes, this is right")
NOT_RIGHT = N_("No, I want to change it")
THIS_IS_RIGHT = N_("This is right")
THAT_IS_ALL = N_("That is all")
SEND = N_("Send my answers")
CARRY_ON = N_("Carry on")
TRY_AGAIN = N_("Try again")
SURE = N_("Yes, delete everything")
KEEP = N_("No, keep my answers")

WAYS: Mapping[str, str] = {
    "skip": N_("Skip"),
    "go_back": N_("Back"),
    "help": N_("What can I say?"),
    "again": N_("Say it again"),
    "easier": N_("Easier words"),
    "what_does_word_mean": N_("What does this word mean?"),
    "change_answer": N_("Change my answer"),
    "stop_and_save": N_("Stop and save"),
    "start_again": N_("Start again"),
    "delete_everything": N_("Delete everything"),
    "change_language": N_("Change language"),
    "complain": N_("I want to complain"),
    "talk_to_person": N_("I want to talk to a person"),
    "who_sees": N_("Who will see this?"),
    "affects_my_case": N_("Can this change my case?"),
    "are_you_robot": N_("Are you a computer?"),
    "how_long": N_("How long is this?"),
    "read_aloud": N_("Read it aloud"),
}
"""The words of the buttons for what can be asked at any moment."""


def say(language: str, sentence: str, **values: object) -> str:
    """One sentence in a language, with named places filled."""
    text = catalogue.gettext(language, sentence)
    return text % values if values else text


def in_order(phone: str) -> str:
    """A telephone number whose groups of digits keep their order inside text that runs from right to left."""
    return f"\u2066{phone}\u2069"
