using System.Collections.Immutable;
using System.Globalization;

namespace Ami.Modules.Learning;

/// <summary>What can be refused, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class LearningErrors
{
    public static Error CourseUnknown { get; } = Error.NotFound("learning.course_unknown", "There is no such course (any more). Look at the catalogue.");

    public static Error LessonUnknown { get; } = Error.NotFound("learning.lesson_unknown", "There is no such lesson (any more). Look at its course.");

    public static Error CardUnknown { get; } =
        Error.NotFound("learning.card_unknown", "This card is not part of your practice (any more). Start the session again.");

    public static Error CardChanged { get; } =
        Error.Conflict(
            "learning.card_changed",
            "This card was rated or changed elsewhere in the meantime. Your rating was not taken; go on with the next card."
        );

    public static Error CardSuspended { get; } = Error.Conflict("learning.card_suspended", "You have set this card aside. Take it back before you rate it.");

    public static Error ReviewIdUsed { get; } =
        new("learning.review_id_used", "This id stands for another rating of yours. Send a new one with each rating.", ErrorKind.Unprocessable);

    public static Error ReviewUnknown { get; } = Error.NotFound("learning.review_unknown", "There is no such rating of yours.");

    public static Error ReviewNotLast { get; } = Error.Conflict("learning.review_not_last", "Only your last rating can be taken back.");

    public static Error ConfidenceInvalid { get; } =
        Error.InvalidField("learning.confidence_invalid", "confidence", "Say 50, 60, 70, 80, 90 or 100 percent, or nothing.");

    public static Error SecondsInvalid { get; } = Error.InvalidField("learning.seconds_invalid", "seconds", "Seconds are from 0 to 86,400.");

    public static Error QuizUnknown { get; } = Error.NotFound("learning.quiz_unknown", "This lesson is no quiz (any more). Look at its course.");

    public static Error AttemptUnknown { get; } = Error.NotFound("learning.attempt_unknown", "There is no such attempt of yours. Look at the quiz again.");

    public static Error QuestionUnknown { get; } = Error.NotFound("learning.question_unknown", "This attempt has no such question.");

    public static Error QuizToPass { get; } = Error.Conflict("learning.quiz_to_pass", "A quiz cannot be marked as done. It is done when you pass it.");

    public static Error NoAttemptLeft { get; } = Error.Conflict("learning.no_attempt_left", "You have taken this quiz as often as it allows.");

    public static Error AttemptOver { get; } = Error.Conflict("learning.attempt_over", "This attempt is over. Its answers cannot be changed any more.");

    public static Error QuizTimeOver { get; } =
        Error.Conflict("learning.quiz_time_over", "The time of this attempt is over. What you had answered before counts.");

    public static Error AnswerChanged { get; } =
        Error.Conflict("learning.answer_changed", "This question was answered elsewhere in the meantime. Your answer was not taken; look at the newer one.");

    public static Error AnswerFinal { get; } =
        Error.Conflict("learning.answer_final", "This answer was checked already and cannot be changed. Go on with the next question.");

    public static Error AnswerInvalid { get; } =
        Error.InvalidField("learning.answer_invalid", "answer", "This is no answer to this question. Answer it again.");

    public static Error ExamUnderway { get; } =
        Error.Conflict(
            "learning.exam_underway",
            "You are in the middle of an exam of this course, which asks of the same questions. Finish it; the other quizzes are open again then."
        );

    public static Error SceneUnknown { get; } = Error.NotFound("learning.scene_unknown", "There is no such chart exercise. Look at the attempt again.");

    public static Error NoHistory { get; } =
        Error.Conflict("learning.scene_no_history", "There is no history to practise on yet. Try it again later, or go on with the other questions.");

    public static Error SceneInterval { get; } =
        Error.InvalidField("learning.scene_interval", "interval", "Longer bars last several of this chart's: 5m, 15m, 30m, 1h, 2h, 4h, 1d or 1w.");

    public static Error MoveInvalid { get; } =
        Error.InvalidField("learning.move_invalid", "move", "This is no move. It has the members of its kind, with numbers above zero.");

    public static Error SceneMoved { get; } =
        Error.Conflict("learning.scene_moved", "This chart exercise went on elsewhere in the meantime. Your move was not made; look at the newer chart.");

    public static Error SceneOver { get; } = Error.Conflict("learning.scene_over", "This chart exercise is over. Nothing can be traded in it any more.");

    public static Error TooManyMoves { get; } = Error.Conflict("learning.too_many_moves", $"A chart exercise has {SceneMove.Most} moves at most. Finish it.");

    public static Error SignInFirst { get; } = new("auth.unauthenticated", "Sign in to read this lesson.", ErrorKind.Unauthenticated);

    /// <param name="plan">The smallest plan that includes the course; null when none does any more.</param>
    public static Error NotBought(string? plan) =>
        new("learning.not_bought", "This course is not yours. Buy it, or move to a plan that includes it.", ErrorKind.Forbidden)
        {
            Facts = plan is null ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("plan", plan),
        };

    /// <param name="why">What the market has against it, such as <c>buyingPower</c>.</param>
    public static Error MoveRefused(string why) =>
        Error.Conflict("learning.move_refused", "The market does not take this order. Correct it and send it again.") with
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("reason", why),
        };

    /// <param name="at">From when on it may be taken again.</param>
    public static Error QuizWait(DateTimeOffset at) =>
        Error.Conflict("learning.quiz_wait", "Wait a little before you take this quiz again.") with
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("at", at.ToString("O", CultureInfo.InvariantCulture)),
        };
}
