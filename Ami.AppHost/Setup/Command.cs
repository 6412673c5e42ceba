using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Ami.AppHost.Setup;

/// <summary>A program that is run to its end and whose output is kept: restores, builds, <c>initdb</c>.</summary>
internal static class Command
{
    public sealed record Outcome(int ExitCode, string Output);

    /// <exception cref="SetupException">The program could not be started, or ended with an error; <paramref name="nextStep"/> is passed on.</exception>
    public static async Task<string> RunAsync(string fileName, IEnumerable<string> arguments, string folder, string nextStep, CancellationToken cancel)
    {
        var outcome =
            await TryAsync(fileName, arguments, folder, cancel) ?? throw new SetupException($"{fileName} is not installed, or not in PATH.", nextStep);
        return outcome.ExitCode == 0
            ? outcome.Output
            : throw new SetupException(
                $"{Path.GetFileName(fileName)} {string.Join(' ', arguments)} failed (exit code {outcome.ExitCode}) in {folder}:",
                nextStep,
                outcome.Output
            );
    }

    /// <returns>Null when there is no such program.</returns>
    public static async Task<Outcome?> TryAsync(
        string fileName,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancel,
        IReadOnlyDictionary<string, string?>? environment = null
    )
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Outcome(process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null)
            {
                return;
            }

            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }
}
