namespace Ami.Modules.Learning;

/// <summary>A course that is among somebody's own. It says nothing of what they may read: that is asked each time.</summary>
internal sealed class Enrolment
{
    public required Guid CourseId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset EnrolledAt { get; init; }
}

/// <summary>A lesson that somebody marked as done. It stays whatever becomes of their access.</summary>
internal sealed class Completion
{
    public required Guid LessonId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }
}
