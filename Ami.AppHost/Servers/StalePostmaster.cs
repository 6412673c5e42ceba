using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>
/// What a killed PostgreSQL leaves: a file with its process id, which the next one trusts when that number is in
/// use by anything at all; and backends that take a moment to notice. The caller holds the lock of the data folder's
/// owner, so no other AppHost runs on it.
/// </summary>
internal static class StalePostmaster
{
    /// <summary>It writes a checkpoint before it ends, which takes its time on a slow disk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static Task ClearAsync(string data, CancellationToken cancel) => ClearAsync(data, Patience, cancel);

    public static async Task ClearAsync(string data, TimeSpan patience, CancellationToken cancel)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (await ProcessIdInAsync(file, cancel) is not { } id)
        {
            return;
        }

        // Its orchestrator would end it in some seconds; nobody needs to wait for that.
        var started = TimeProvider.System.GetTimestamp();
        if (await ServesAsync(id, data, cancel))
        {
            await EmbeddedPostgresResource.StopFastAsync(id, cancel);
        }

        while (await ServesAsync(id, data, cancel) || WorkIn(data))
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                throw new SetupException($"Another PostgreSQL (process {id}) runs on {data}.", $"End it (kill -INT {id}) and start again.");
            }

            await Task.Delay(Poll, TimeProvider.System, cancel);
        }

        File.Delete(file);
    }

    private static async Task<int?> ProcessIdInAsync(string file, CancellationToken cancel)
    {
        try
        {
            return int.TryParse((await File.ReadAllLinesAsync(file, cancel)).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether processes of a PostgreSQL are there still: all of them work in its data folder. A checkpointer whose postmaster was killed first finishes what
    /// it writes, and until then no other PostgreSQL starts.
    /// </summary>
    private static bool WorkIn(string data) =>
        Directory.Exists("/proc/self")
        && Directory.EnumerateDirectories("/proc").Any(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && WorksIn(process, data));

    private static bool WorksIn(string process, string data)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget == data;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // it ended while we looked, or is another user's
        }
    }

    private static async Task<bool> ServesAsync(int id, string data, CancellationToken cancel)
    {
        if (Directory.Exists("/proc/self"))
        {
            var commandLine = $"/proc/{id}/cmdline";
            try
            {
                return File.Exists(commandLine) && (await File.ReadAllTextAsync(commandLine, cancel)).Split('\0').Contains(data);
            }
            catch (IOException)
            {
                return false; // it ended while we looked
            }
        }

        var listed = await Command.TryAsync("ps", ["-p", id.ToString(CultureInfo.InvariantCulture), "-o", "command="], "/", cancel);
        return listed is { ExitCode: 0 } && listed.Output.Contains(data, StringComparison.Ordinal);
    }
}
