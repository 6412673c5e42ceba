using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Running;

/// <summary>
/// A child process that cannot outlive us. A small shell stands between: it holds the reading end of a pipe of ours, so that
/// when we end, even by SIGKILL, it reads end-of-file and ends the child. (Linux's PDEATHSIG would be simpler, but
/// follows the thread that forked, and .NET's threads come and go.) The child gets its own session, so that Ctrl-C at
/// the terminal reaches us alone and everything stops in our order.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    /// <summary>Arguments: stop signal, grace in tenths of a second, the program and its arguments. Prints the program's id first.</summary>
    private const string Guard = """
        trap '' INT HUP
        exec 3<&0 </dev/null
        stop=$1; grace=$2; shift 2
        if command -v setsid >/dev/null 2>&1; then setsid "$@" 3<&- &
        else perl -e 'use POSIX; POSIX::setsid(); exec @ARGV or exit 127' -- "$@" 3<&- &
        fi
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

    private readonly Process _guard;
    private readonly LaunchSpec _spec;
    private readonly Task _readers;

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
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", Guard, "ami-guard", spec.StopSignal,
                ((int)(spec.StopGrace.TotalSeconds * 10)).ToString(CultureInfo.InvariantCulture), spec.FileName,
            },
            WorkingDirectory = spec.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in spec.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;

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
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _guard.Dispose();
    }

    private void CloseLifeline()
    {
        try
        {
            _guard.StandardInput.Close();
        }
        catch (IOException)
        {
            // The guard is gone already: there is nobody to tell.
        }
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
