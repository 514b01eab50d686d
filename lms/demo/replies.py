"""Replies that people of the demo district wrote, by scenario, with what a marker gave. Not the anchors: own words."""

STRONG = {
    "safety-worry": """Good morning Ms. Caldwell,

You have hardly slept since Friday, and asking is exactly right. Here is what I can tell you straight. Visitors come \
in through the main entrance only, and they show ID there; every other door stays locked during the day. Our students \
and staff practice safety drills each term. And yes, something has changed: on Monday the safety team walked every \
entrance, and all of us went over the drill steps again.

If Lily or you hear anything, please call Speak Up ACS at 555-0142. A person answers day and night, and nobody needs \
to give a name. Telling someone is not getting a child in trouble.

There are things I may not share, such as where officers are, because that keeps the building safer.

For today: a counselor can see Lily this morning, they are here from 8 to 3. Families meet with Dr. Nolan on Thursday \
at 6 p.m. in the cafeteria. Ms. Grant, our assistant principal, would be glad to call you today; what number is best, \
and when? I will look for your answer and write again by 10:00.

Joan Pike, front office, 555-0127""",
    "choosing-a-school": """Good morning, Ms. Marsh, you have the right place, and ten minutes is plenty. Starting \
kindergarten is a big step for Nora and for you.

First, yes, come and see us. Tours are on Tuesdays and Thursdays at 9:30, and I can book you both for this Thursday \
right now. Second, before-care opens at 6:45, so you would make your 7:15 start, and it is $38 a week. Third, it is \
not too late for the Spanish program. Places are drawn by lottery and entries close March 1; I will send you the entry \
form today.

When you enroll you bring proof of address, proof of her birth date by any one of five documents, and her vaccine \
record or an exemption. What does Nora love to do? I would like to show her that on the tour.

May I have your e-mail and a good number? I am Kim in the front office, 555-0127. You will have the form and the list \
by noon, and I will call you on Friday to hear what you thought.""",
}

PLAIN = {
    "safety-worry": """Good morning Ms. Caldwell, thank you for writing. Visitors come in through the main entrance \
and show ID there, and the other doors stay locked during the day. We practice safety drills each term. If you hear \
anything, please call Speak Up ACS at 555-0142, day and night. Families meet with Dr. Nolan on Thursday at 6 p.m. in \
the cafeteria. I cannot share everything, because that keeps the building safer. Front office, 555-0127""",
    "choosing-a-school": """Good morning, Ms. Marsh. Tours are on Tuesdays and Thursdays at 9:30. Before-care opens at \
6:45 and costs $38 a week. Places in the Spanish program are drawn by lottery, and entries close March 1. To enroll \
you bring proof of address, proof of her birth date and her vaccine record. Call us if you have more questions.""",
}
THIN = {
    "safety-worry": """Hello, thank you for your message about school safety. Please know that we take safety very \
seriously at our school, and everyone here is working hard on it. You can come to the meeting this week if you want to \
hear more about it.""",
    "choosing-a-school": """Hello, thank you for calling about kindergarten. There is a lot of information about the \
school and the programs on our website, and you can find the forms there too. Somebody from the office can help you if \
anything is not clear.""",
}

FULL_MARKS = {"accurate": 4, "complete": 4, "courteous": 4, "empathy": 3}
NOTE = "Say the day of the follow-up first; it is the line that families remember."
