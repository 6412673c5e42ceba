using Npgsql;

namespace Ami.Core;

/// <summary>How long audit entries are kept. What is older is given up behind a checkpoint, from which the rest still verifies.</summary>
public sealed class AuditRetention(NpgsqlDataSource dataSource, AuditAnchors anchors, TimeProvider time)
{
    /// <summary>The least that may be set, days; the database refuses less, whoever asks.</summary>
    public const int MinDays = 90;

    /// <summary>The most that may be set, days.</summary>
    public const int MaxDays = 3650;

    /// <summary>Days that entries are kept; 730 unless set otherwise.</summary>
    public async Task<int> KeepDays(CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand("select keep_days from core.audit_retention");
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("core.audit_retention has no row."));
    }

    /// <summary>Sets the days in the active transaction of a unit of work.</summary>
    /// <param name="unitOfWork">Inside <see cref="UnitOfWork.Run{T}"/>.</param>
    /// <param name="days"><see cref="MinDays"/> to <see cref="MaxDays"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task Set(UnitOfWork unitOfWork, int days, CancellationToken cancellationToken = default)
    {
        await using var command = unitOfWork.Command("update core.audit_retention set keep_days = $1");
        command.With(days);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives up entries older than the retention: of each lane all before its first entry that must be kept.</summary>
    /// <returns>How many were given up.</returns>
    public async Task<long> Sweep(CancellationToken cancellationToken = default)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(await KeepDays(cancellationToken));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AuditAnchors.Lock(connection, wait: true, cancellationToken);
        var (seqs, hashes, oldEntries) = await Ends(connection, before, cancellationToken);
        if (oldEntries == 0)
        {
            return 0;
        }

        var checkpoint = await anchors.Checkpoint(connection, seqs, hashes, cancellationToken);
        await using var command = new NpgsqlCommand("select core.audit_give_up($1)", connection)
        {
            Parameters = { new() { Value = checkpoint } },
            CommandTimeout = 0,
        };
        var givenUp = (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
        await transaction.CommitAsync(cancellationToken);
        return givenUp;
    }

    /// <summary>The last entry of each lane that may go; where none may, the end of the last checkpoint.</summary>
    private static async Task<(long[] Seqs, byte[][] Hashes, long OldEntries)> Ends(
        NpgsqlConnection connection,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            with start as (
                select l.lane, coalesce(a.seqs[l.lane + 1], 0) as seq, coalesce(a.hashes[l.lane + 1], decode(repeat('00', 32), 'hex')) as hash
                from core.audit_lanes l left join (select * from core.audit_anchors where checkpoint order by number desc limit 1) a on true),
            ending as (
                select s.lane, s.seq as from_seq, s.hash as from_hash,
                       coalesce((select max(c.seq) from core.audit_chain c where c.lane = s.lane
                                 and c.seq < coalesce((select min(k.seq) from core.audit_chain k where k.lane = s.lane and k.at >= $1), 9223372036854775807)), s.seq) as seq
                from start s)
            select array_agg(e.seq order by e.lane), array_agg(coalesce(c.hash, e.from_hash) order by e.lane), sum(e.seq - e.from_seq)::bigint
            from ending e left join core.audit_chain c on c.lane = e.lane and c.seq = e.seq
            """,
            connection
        )
        {
            Parameters = { new() { Value = before } },
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetFieldValue<long[]>(0), reader.GetFieldValue<byte[][]>(1), reader.GetInt64(2));
    }
}
