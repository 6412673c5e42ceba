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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static async Task ClearAsync(string data, CancellationToken cancel)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse((await File.ReadAllLinesAsync(file, cancel)).FirstOrDefault(), CultureInfo.InvariantCulture, out var id))
            return;

        // Its orchestrator would end it in some seconds; nobody needs to wait for that.
        var started = TimeProvider.System.GetTimestamp();
        if (await ServesAsync(id, data, cancel))
            await EmbeddedPostgresResource.StopFastAsync(id, cancel);
        while (await ServesAsync(id, data, cancel))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new SetupException($"Another PostgreSQL (process {id}) runs on {data}.", $"End it (kill -INT {id}) and start again.");
            await Task.Delay(Poll, TimeProvider.System, cancel);
        }

        File.Delete(file);
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
