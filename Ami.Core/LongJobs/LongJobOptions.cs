namespace Ami.Core;

/// <summary>How silos do long jobs.</summary>
public sealed class LongJobOptions
{
    /// <summary>How many a silo does at the same time; 2 by default.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>After how long a silent process is taken for dead and its jobs for free; 30 seconds by default. It tells of itself once a second.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest time between two words on a job's progress within a step; half a second by default.</summary>
    public TimeSpan ReportEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait after exceptions in a row, before a resumable job is run again; 5 seconds up to 5 minutes by default.</summary>
    public Backoff AfterSetback { get; set; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));
}
