namespace Ami.Core;

internal static class LongJobErrors
{
    public static Error NotFound { get; } = Error.NotFound("long_job.not_found", "There is no such job.");

    public static Error NoFile { get; } = Error.NotFound("long_job.no_file", "This job has made no file.");

    public static Error TooMany(int most) =>
        new("long_job.too_many", $"At most {most} of these can wait and run at once. Wait for one to end, or cancel one.", ErrorKind.TooMany);

    public static Error TooManyToday(int most, TimeSpan wait) =>
        new("long_job.too_many_today", $"At most {most} of these are possible within 24 hours.", ErrorKind.TooMany) { RetryAfter = wait };

    public static LongJobError Interrupted { get; } =
        new("long_job.interrupted", "The process that did this ended before it was done. Nothing more will come of it; start it again.");

    public static LongJobError Failed { get; } = new("long_job.failed", "Something went wrong on our side. Start it again, and tell us if it fails again.");
}

/// <summary>Another process has the job now, or its owner is gone: whatever this run would still write is refused.</summary>
internal sealed class LongJobLostException(Guid id) : Exception($"This process has lost the long job {id}.");
