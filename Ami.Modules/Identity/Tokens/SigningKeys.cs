using System.Security.Cryptography;
using Ami.Core;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity.Tokens;

/// <summary>
/// The key ring in <c>identity.signing_keys</c>, shared by all processes. The first process that needs a key makes one, under an
/// advisory lock. The ring is read again when a token carries an unknown header, at most every <see cref="RereadAfter"/>, so a key
/// that another process added is known here in time.
/// </summary>
internal sealed class SigningKeys(NpgsqlDataSource dataSource, MasterKey master, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    private const string Purpose = "identity.signing-keys";
    private static readonly TimeSpan RereadAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile KeyRing? _ring;
    private long _readAt;

    public ValueTask<KeyRing> Get(CancellationToken cancellationToken) =>
        _ring is { } ring ? ValueTask.FromResult(ring) : new ValueTask<KeyRing>(Read(null, cancellationToken));

    /// <summary>The key of a token's header, or null when there is none.</summary>
    public async ValueTask<SigningKey?> Find(string header, CancellationToken cancellationToken)
    {
        var ring = await Get(cancellationToken);
        if (ring.Find(header) is { } key) return key;
        if (time.GetElapsedTime(Volatile.Read(ref _readAt)) < RereadAfter) return null;
        return (await Read(ring, cancellationToken)).Find(header);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<KeyRing> Read(KeyRing? known, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_ring is { } newer && !ReferenceEquals(newer, known)) return newer;
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            var ring = await Load(connection, cancellationToken) ?? await Create(connection, cancellationToken);
            Volatile.Write(ref _readAt, time.GetTimestamp());
            return _ring = ring;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<KeyRing?> Load(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var keys = new List<SigningKey>();
        await using var command = new NpgsqlCommand("select kid, public_key, private_key from identity.signing_keys where retired_at is null order by created_at desc, kid", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var kid = reader.GetString(0);
            if (master.Open(Purpose, kid, reader.GetFieldValue<byte[]>(2)) is { } pkcs8)
            {
                keys.Add(SigningKey.FromPrivate(kid, pkcs8));
                continue;
            }
            logger.LogWarning("Signing key {Kid} was sealed with another master key; it still verifies tokens but signs no new ones", kid);
            keys.Add(SigningKey.FromPublic(kid, reader.GetFieldValue<byte[]>(1)));
        }
        return keys.FirstOrDefault(key => key.CanSign) is { } current ? new KeyRing(current, keys.Where(key => key != current)) : null;
    }

    private async Task<KeyRing> Create(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction) { Parameters = { new() { Value = Purpose } } })
            await take.ExecuteNonQueryAsync(cancellationToken);
        if (await Load(connection, cancellationToken) is { } made) return made;

        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await using var insert = new NpgsqlCommand("insert into identity.signing_keys (kid, public_key, private_key, created_at, signs_from) values ($1, $2, $3, $4, $4)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = kid },
                new() { Value = pair.ExportSubjectPublicKeyInfo() },
                new() { Value = master.Seal(Purpose, kid, pair.ExportPkcs8PrivateKey()) },
                new() { Value = time.GetUtcNow() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        logger.LogInformation("Made signing key {Kid}", kid);
        return await Load(connection, cancellationToken) ?? throw new InvalidOperationException("The signing key that was just written cannot be read.");
    }
}
