namespace Ami.AppHost.Running;

/// <summary>How a child process is started and asked to stop.</summary>
internal sealed record LaunchSpec(string FileName, IReadOnlyList<string> Arguments, string Folder)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The signal that means "end in good order" to this program, without the SIG prefix.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>What the program gets to end by itself before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
