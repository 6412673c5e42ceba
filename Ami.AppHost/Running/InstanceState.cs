namespace Ami.AppHost.Running;

internal enum InstanceState
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
