using Npgsql;

namespace Ami.Core;

/// <summary>
/// Notes the state of the chain from time to time under a key that the database does not hold. Who rewrites the chain there, hashes and all, contradicts an
/// anchor.
/// </summary>
public sealed class AuditAnchors(NpgsqlDataSource dataSource, MasterKey masterKey, TimeProvider time)
{
    private const string KeyPurpose = "audit-anchor";
    private readonly Lazy<byte[]> _key = new(() => masterKey.Derive(KeyPurpose));

    /// <summary>Drops an anchor when there are entries since the last.</summary>
    /// <returns>The anchor as <c>number:code</c>, for the log, so that a copy of it lives outside of the database; null when there is nothing new.</returns>
    public async Task<string?> Drop(CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await Lock(connection, wait: false, cancellationToken) is false)
        {
            return null;
        }

        var (seqs, hashes) = await Heads(connection, cancellationToken);
        var last = await Last(connection, cancellationToken);
        if (last is null ? seqs.All(s => s == 0) : last.Value.Seqs.SequenceEqual(seqs))
        {
            return null;
        }

        var (number, mac) = await Insert(connection, checkpoint: false, seqs, hashes, last, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return $"{number}:{Convert.ToHexStringLower(mac)}";
    }

    /// <summary>Whether an anchor's code is right.</summary>
    internal bool IsGenuine(AuditAnchor anchor, byte[] mac) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(AuditSeal.Mac(_key.Value, anchor), mac);

    /// <summary>Adds a checkpoint in the caller's transaction, under the lock that this takes.</summary>
    internal async Task<long> Checkpoint(NpgsqlConnection connection, long[] seqs, byte[][] hashes, CancellationToken cancellationToken) =>
        (await Insert(connection, checkpoint: true, seqs, hashes, await Last(connection, cancellationToken), cancellationToken)).Number;

    internal static async Task<bool> Lock(NpgsqlConnection connection, bool wait, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            wait ? "select pg_advisory_xact_lock($1) is not null" : "select pg_try_advisory_xact_lock($1)",
            connection
        ).With(AdvisoryLock.IdOf("audit-anchors"));
        return (bool)(await command.ExecuteScalarAsync(cancellationToken) ?? false);
    }

    internal static async Task<(long[] Seqs, byte[][] Hashes)> Heads(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select array_agg(seq order by lane), array_agg(hash order by lane) from core.audit_lanes", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetFieldValue<long[]>(0), reader.GetFieldValue<byte[][]>(1));
    }

    private async Task<(long Number, byte[] Mac)> Insert(
        NpgsqlConnection connection,
        bool checkpoint,
        long[] seqs,
        byte[][] hashes,
        (long Number, long[] Seqs, byte[] Mac)? last,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var anchor = new AuditAnchor((last?.Number ?? 0) + 1, now, checkpoint, seqs, hashes, last?.Mac ?? AuditSeal.Nothing);
        var mac = AuditSeal.Mac(_key.Value, anchor);
        await using var command = new NpgsqlCommand(
            "insert into core.audit_anchors (number, at, checkpoint, seqs, hashes, previous, mac) values ($1, $2, $3, $4, $5, $6, $7)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = anchor.Number },
                new() { Value = now },
                new() { Value = checkpoint },
                new() { Value = seqs },
                new() { Value = hashes },
                new() { Value = anchor.Previous },
                new() { Value = mac },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return (anchor.Number, mac);
    }

    private static async Task<(long Number, long[] Seqs, byte[] Mac)?> Last(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select number, seqs, mac from core.audit_anchors order by number desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetFieldValue<long[]>(1), reader.GetFieldValue<byte[]>(2)) : null;
    }
}
