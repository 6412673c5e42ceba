using System.Collections.Immutable;

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

    public static Error SignInFirst { get; } = new("auth.unauthenticated", "Sign in to read this lesson.", ErrorKind.Unauthenticated);

    /// <param name="plan">The smallest plan that includes the course; null when none does any more.</param>
    public static Error NotBought(string? plan) =>
        new("learning.not_bought", "This course is not yours. Buy it, or move to a plan that includes it.", ErrorKind.Forbidden)
        {
            Facts = plan is null ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("plan", plan),
        };
}
