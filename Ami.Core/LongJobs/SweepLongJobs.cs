using Npgsql;

namespace Ami.Core;

/// <summary>
/// Once an hour forgets jobs whose time is over, and deletes files that no job needs any more: what came in with those that have ended, what runs made that
/// lost their job, what was stored for a job that was never asked for. Two silos doing it at once do no harm.
/// </summary>
internal sealed class SweepLongJobs(NpgsqlDataSource dataSource, FileStore files, TimeProvider time)
{
    /// <summary>Files of jobs that nobody asked for yet are left alone for so long.</summary>
    private static readonly TimeSpan LeaveFor = TimeSpan.FromHours(1);
    private const int AtOnce = 500;

    public async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        await using (var forget = dataSource.CreateCommand("delete from core.long_jobs where expires_at <= $1"))
        {
            forget.With(time.GetUtcNow());
            run.Did(await forget.ExecuteNonQueryAsync(cancellationToken));
        }

        var some = new List<FileKey>(AtOnce);
        await foreach (var key in files.List(LongJobFiles.Folder, cancellationToken))
        {
            some.Add(key);
            if (some.Count < AtOnce)
            {
                continue;
            }

            run.Did(await DeleteUnneeded(some, cancellationToken));
            some.Clear();
        }

        run.Did(await DeleteUnneeded(some, cancellationToken));
    }

    private async Task<int> DeleteUnneeded(List<FileKey> keys, CancellationToken cancellationToken)
    {
        var jobs = await Jobs([.. keys.Select(key => LongJobFiles.TryParse(key, out var id) ? id.Value : Guid.Empty).Distinct()], cancellationToken);
        var deleted = 0;
        foreach (var key in keys)
        {
            if (!LongJobFiles.TryParse(key, out var id))
            {
                continue;
            }

            var needed = jobs.TryGetValue(id.Value, out var job) ? job.Open || job.ResultFile == key.Value : AskedFor(id.Value) + LeaveFor > time.GetUtcNow();
            if (needed)
            {
                continue;
            }

            await files.Delete(key, cancellationToken);
            deleted++;
        }

        return deleted;
    }

    private async Task<Dictionary<Guid, (bool Open, string? ResultFile)>> Jobs(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select id, ended_at is null, result_file from core.long_jobs where id = any($1)");
        command.With(ids);
        var jobs = new Dictionary<Guid, (bool, string?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            jobs[reader.GetGuid(0)] = (reader.GetBoolean(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2));
        }

        return jobs;
    }

    /// <summary>The first 48 bits of a version 7 id are the Unix time in milliseconds (RFC 9562, 5.7).</summary>
    private static DateTimeOffset AskedFor(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16);
    }
}
