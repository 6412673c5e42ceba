using System.Collections.Immutable;

namespace Ami.Core;

/// <summary>Where a long job stands.</summary>
public enum LongJobState
{
    /// <summary>Waits to be taken, for the first time or again.</summary>
    Queued,

    /// <summary>A silo works on it.</summary>
    Running,

    /// <summary>Done; its result is kept.</summary>
    Succeeded,

    /// <summary>Refused, broken or cut off; its error says which.</summary>
    Failed,

    /// <summary>Ended because somebody wished so.</summary>
    Cancelled,
}

/// <summary>How far a long job is.</summary>
/// <param name="Step">The step it is in, from 1.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Fraction">Of the whole job, 0 to 1.</param>
/// <param name="Code">What it does now; its words are in the web app, under this name.</param>
public sealed record LongJobProgress(int Step, int Steps, double Fraction, string Code)
{
    /// <summary>Figures for the words, by name, for example <c>rows</c>.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = ImmutableDictionary<string, double>.Empty;
}

/// <summary>Why a long job failed.</summary>
/// <param name="Code">Stable, as in <see cref="Error"/>.</param>
/// <param name="Message">In English; may have several lines.</param>
public sealed record LongJobError(string Code, string Message);

/// <summary>A file that a long job made.</summary>
/// <param name="Name">What it is called when it is saved.</param>
/// <param name="Type">Its media type.</param>
public sealed record LongJobFile(string Name, string Type);

/// <summary>A long job as its owner sees it, by request and live.</summary>
/// <param name="Id">Sorts by time.</param>
/// <param name="Kind">Name of its kind.</param>
/// <param name="Subject">What it is about, in a few characters, for example <c>BTCUSDT 1h</c>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">How far it is, or was; null before its first word.</param>
/// <param name="CancelRequested">Somebody wishes it to end, and it has not noticed yet.</param>
/// <param name="Attempt">How often it was begun.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="File">The file that it made, if it did.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When it was first begun.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="KeptUntil">When it is forgotten with all that it made.</param>
/// <param name="Revision">Counts its changes: of two views, the one with the higher number is newer.</param>
public sealed record LongJobView(
    Guid Id,
    string Kind,
    string Subject,
    LongJobState State,
    LongJobProgress? Progress,
    bool CancelRequested,
    int Attempt,
    LongJobError? Error,
    LongJobFile? File,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? KeptUntil,
    long Revision
);

/// <summary>A long job as staff see it: never what went in and what came out.</summary>
/// <param name="Job">As its owner sees it.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="Process">Machine and process id of the silo that works, or worked last, on it.</param>
/// <param name="HeardAt">When that silo last told that it does.</param>
/// <param name="Setbacks">How often its silo died or an exception ended a run.</param>
/// <param name="Fault">The last exception, shortened.</param>
public sealed record StaffLongJob(LongJobView Job, Guid UserId, string? Process, DateTimeOffset? HeardAt, int Setbacks, string? Fault);
