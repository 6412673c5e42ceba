using System.Runtime.InteropServices;

namespace Ami.AppHost.Running;

/// <summary>
/// Turns the ways in which people and systems say "end" into one token: Ctrl-C, SIGTERM, a closed terminal, and the
/// death of the <c>dotnet run</c> that started us. The second signal of a kind ends us at once; guards then end the children.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Timer? _parentWatch;

    public StopSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        if (ParentId() is { } parent && IsDotnetRun(parent))
            _parentWatch = new Timer(_ =>
            {
                if (ParentId() != parent)
                    Request();
            }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public CancellationToken Requested => _requested.Token;

    public void Dispose()
    {
        _parentWatch?.Dispose();
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !_requested.IsCancellationRequested;
        Request();
    }

    private void Request() => _requested.Cancel();

    /// <returns>Null where there is no <c>/proc</c>.</returns>
    private static string? ParentId()
    {
        const string path = "/proc/self/stat";
        // The second field is the program's name in brackets, which may hold anything.
        return File.Exists(path) ? File.ReadAllText(path).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] : null;
    }

    private static bool IsDotnetRun(string process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) == "dotnet" && words.Contains("run");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
