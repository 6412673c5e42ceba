using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ami.TestKit;

/// <summary>A process of the tests' own program that tells, a line each, the ids of what was acknowledged to it; to be killed in the thick of it.</summary>
public static class WorkerProcess
{
    /// <summary>Starts one.</summary>
    /// <param name="program">A type of the program.</param>
    /// <param name="acknowledged">Gets what it tells.</param>
    /// <param name="arguments">Its command and what that needs.</param>
    public static Process Start(Type program, ConcurrentDictionary<Guid, bool> acknowledged, params string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program.Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (Guid.TryParse(line.Data, out var id))
            {
                acknowledged[id] = true;
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
