using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Running;

/// <summary>
/// A child process that cannot outlive us. A small shell stands between: it holds the reading end of a pipe of ours, so that
/// when we end, even by SIGKILL, it reads end-of-file and ends the child. (Linux's PDEATHSIG would be simpler, but
/// follows the thread that forked, and .NET's threads come and go.) Guard and child get a session each, so that neither Ctrl-C at
/// the terminal nor a signal to our process group reaches them: everything stops in our order, and no guard dies with us.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    /// <summary>
    /// Arguments: stop signal, grace in tenths of a second, how many AMI_GUARD_n variables there are, the program and its arguments.
    /// Prints the program's id first. Shells drop variables whose names they could not use themselves (<c>ConnectionStrings__ami-owner</c>);
    /// those come as AMI_GUARD_n, in the form NAME=VALUE, and are given to the program by <c>env</c>.
    /// </summary>
    internal const string Guard = """
        exec 3<&0 </dev/null
        stop=$1; grace=$2; odd=$3; shift 3
        if [ "$odd" -gt 0 ]; then
          while [ "$odd" -gt 0 ]; do
            eval "set -- \"\$AMI_GUARD_$odd\" \"\$@\""
            unset "AMI_GUARD_$odd"
            odd=$((odd-1))
          done
          set -- env "$@"
        fi
        "$@" 3<&- &
        child=$!
        echo "$child"
        signal() { kill -s "$1" -- "-$child" 2>/dev/null || kill -s "$1" "$child" 2>/dev/null; }
        (
          while read -r name <&3; do signal "$name"; done
          signal "$stop"
          n=0
          while [ "$n" -lt "$grace" ] && kill -0 "$child"; do sleep 0.1; n=$((n+1)); done
          signal KILL
        ) >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        wait "$child"
        code=$?
        kill -s KILL "$watcher" 2>/dev/null
        kill -s KILL -- "-$child" 2>/dev/null
        exit "$code"
        """;

    /// <summary>Runs the rest of the command line in a session of its own, in the same process. macOS has no setsid, but perl.</summary>
    private static readonly string[] NewSession = File.Exists("/usr/bin/setsid") || File.Exists("/bin/setsid")
        ? ["setsid"]
        : ["perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127", "--"];

    private readonly Process _guard;
    private readonly LaunchSpec _spec;
    private readonly Task _readers;
    private int _lifelineClosed;

    private GuardedProcess(Process guard, LaunchSpec spec, int id, Action<string> log)
    {
        _guard = guard;
        _spec = spec;
        Id = id;
        _readers = Task.WhenAll(ReadAsync(guard.StandardOutput, log), ReadAsync(guard.StandardError, log));
        Exited = WaitAsync();
    }

    /// <summary>The program's own process id, not the guard's.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code; 128 + n when signal n ended the program.</summary>
    public Task<int> Exited { get; }

    public static async Task<GuardedProcess> StartAsync(LaunchSpec spec, Action<string> log, CancellationToken cancel = default)
    {
        var start = new ProcessStartInfo(NewSession[0],
        [
            .. NewSession[1..], "/bin/sh", "-c", Guard, "ami-guard", spec.StopSignal,
            ((int)(spec.StopGrace.TotalSeconds * 10)).ToString(CultureInfo.InvariantCulture),
        ])
        {
            WorkingDirectory = spec.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var odd = 0;
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment.Remove(name);
            if (value is not null && IsShellName(name))
                start.Environment[name] = value;
            else if (value is not null)
                start.Environment[string.Create(CultureInfo.InvariantCulture, $"AMI_GUARD_{++odd}")] = $"{name}={value}";
        }

        start.ArgumentList.Add(odd.ToString(CultureInfo.InvariantCulture));
        foreach (var argument in (string[])[.. NewSession, spec.FileName, .. spec.Arguments])
            start.ArgumentList.Add(argument);

        var guard = new Process { StartInfo = start };
        try
        {
            guard.Start();
        }
        catch (Win32Exception error)
        {
            guard.Dispose();
            throw new SetupException($"{spec.FileName} could not be started in {spec.Folder}: {error.Message}",
                "AppHost needs a POSIX shell (Linux, macOS, WSL) and a folder that exists.");
        }

        var id = await guard.StandardOutput.ReadLineAsync(cancel);
        return new GuardedProcess(guard, spec, int.Parse(id ?? "0", CultureInfo.InvariantCulture), log);
    }

    /// <summary>Sends a signal (without the SIG prefix) to the program and what it started in its session.</summary>
    public Task SignalAsync(string name) => _guard.StandardInput.WriteLineAsync(name);

    /// <summary>Asks the program to end in good order; the guard kills it when its grace is over.</summary>
    public async Task StopAsync()
    {
        CloseLifeline();
        // The guard keeps the grace; beyond it something holds the guard itself.
        var patience = _spec.StopGrace + TimeSpan.FromSeconds(5);
        try
        {
            await Exited.WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            _guard.Kill(entireProcessTree: true);
            await Exited;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _guard.Dispose();
    }

    private static bool IsShellName(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]);

    private void CloseLifeline()
    {
        // Both the one who stops it and the one who sees it end come here.
        if (Interlocked.Exchange(ref _lifelineClosed, 1) == 0)
            _guard.StandardInput.Close();
    }

    private async Task<int> WaitAsync()
    {
        await _guard.WaitForExitAsync();
        // If the guard itself was killed, this makes its watcher end the program.
        CloseLifeline();
        // A grandchild may keep the pipe open: the last words are worth a moment, not more.
        await Task.WhenAny(_readers, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        return _guard.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> log)
    {
        while (await reader.ReadLineAsync() is { } line)
            log(line);
    }
}
