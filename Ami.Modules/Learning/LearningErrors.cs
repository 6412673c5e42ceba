using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>What can be refused, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class LearningErrors
{
    public static Error CourseUnknown { get; } = Error.NotFound("learning.course_unknown", "There is no such course (any more). Look at the catalogue.");

    public static Error LessonUnknown { get; } = Error.NotFound("learning.lesson_unknown", "There is no such lesson (any more). Look at its course.");

    public static Error SignInFirst { get; } = new("auth.unauthenticated", "Sign in to read this lesson.", ErrorKind.Unauthenticated);

    /// <param name="plan">The smallest plan that includes the course; null when none does any more.</param>
    public static Error NotBought(string? plan) =>
        new("learning.not_bought", "This course is not yours. Buy it, or move to a plan that includes it.", ErrorKind.Forbidden)
        {
            Facts = plan is null ? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty.Add("plan", plan),
        };
}
