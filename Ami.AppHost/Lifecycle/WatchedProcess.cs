using Ami.AppHost.Model;

namespace Ami.AppHost.Lifecycle;

/// <summary>What is known of one process of the system: a server, a service, a task. Changed by <see cref="SystemWatch"/> alone.</summary>
internal sealed class WatchedProcess(IResource resource)
{
    public IResource Resource { get; } = resource;

    public string Name => Resource.Name;

    /// <summary>What it is a replica of; else its name.</summary>
    public string Service { get; } = (resource as ServiceResource)?.Service ?? resource.Name;

    /// <summary>A task: its end is what others wait for.</summary>
    public bool RunsOnce { get; } = resource.HasAnnotationOfType<RunsOnceAnnotation>();

    /// <summary>As Aspire names it when there are several of one resource.</summary>
    public string Id { get; set; } = resource.Name;

    public ProcessState State { get; set; }

    /// <summary>Null when it does not run, or is not ours.</summary>
    public int? ProcessId { get; set; }

    public int Restarts { get; set; }

    public IReadOnlyList<string> Urls { get; set; } = [];

    /// <summary>What its health check last said, when it was not healthy.</summary>
    public string? Complaint { get; set; }

    /// <summary>Was healthy, or has ended well, at least once.</summary>
    public bool WasReady { get; set; }

    public RestartDelay Delay { get; } = new();

    /// <summary>Timestamp; null while it is not healthy.</summary>
    public long? HealthySince { get; set; }

    /// <summary>When its latest life began, as Aspire says; null before.</summary>
    public DateTime? LatestLife { get; set; }

    /// <summary>When the last of its lives that are over began; null before.</summary>
    public DateTime? EndedLife { get; set; }

    /// <summary>When somebody last asked for its end, or for its end and a new start; the lives that began before it do not crash. Null before.</summary>
    public DateTime? EndRequestedAt { get; set; }

    /// <summary>The commands that ask for its end say when they do.</summary>
    public bool RequestsAreNoted { get; set; }

    public int CrashesBeforeReady { get; set; }
}

/// <summary>In camel case what <c>run.json</c> says.</summary>
internal enum ProcessState
{
    /// <summary>For what it depends on, or for its programs to be installed or built.</summary>
    Waiting,
    Starting,
    Healthy,

    /// <summary>Runs, was healthy, and does not say so any more.</summary>
    Unhealthy,

    /// <summary>Crashed; waits before it is started again.</summary>
    Restarting,
    Stopping,
    Stopped,

    /// <summary>A task that ended well.</summary>
    Finished,
    Failed,
}
