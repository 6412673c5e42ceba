using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// The key ring in <c>identity.signing_keys</c>, shared by all processes. The first process that needs a key makes one. The ring is read again every
/// minute, and when a token carries an unknown header, at most every <see cref="RereadAfter"/>; a key is published longer than that before it signs.
/// </summary>
internal sealed class SigningKeys(NpgsqlDataSource dataSource, MasterKey master, KeyRotation rotation, TimeProvider time, ILogger<SigningKeys> logger)
    : IDisposable
{
    internal const string Purpose = "identity.signing-keys";
    private static readonly TimeSpan RereadAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile KeyRing? _ring;
    private long _readAt;

    /// <summary>The ring as it was last read, for those who cannot wait; null before the first time.</summary>
    public KeyRing? Known => _ring;

    public async ValueTask<KeyRing> Get(CancellationToken cancellationToken)
    {
        if (_ring is not { } ring)
        {
            return await Read(null, cancellationToken);
        }

        if (time.GetUtcNow().Ticks - Volatile.Read(ref _readAt) < StaleAfter.Ticks || !await _reading.WaitAsync(0, cancellationToken))
        {
            return ring;
        }

        // One caller reads; the others, and this one when the database is away, go on with what is known.
        try
        {
            return await Reload(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            logger.LogWarning(exception, "Signing keys could not be read again; those known go on being used");
            return ring;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The key of a token's header, or null when there is none.</summary>
    public async ValueTask<SigningKey?> Find(string header, CancellationToken cancellationToken)
    {
        var ring = await Get(cancellationToken);
        if (ring.Find(header) is { } key)
        {
            return key;
        }

        if (time.GetUtcNow().Ticks - Volatile.Read(ref _readAt) < RereadAfter.Ticks)
        {
            return null;
        }

        return (await Read(ring, cancellationToken)).Find(header);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<KeyRing> Read(KeyRing? known, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return _ring is { } newer && !ReferenceEquals(newer, known) ? newer : await Reload(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<KeyRing> Reload(CancellationToken cancellationToken)
    {
        // Before reading, so that a failure too is not repeated by every request.
        Volatile.Write(ref _readAt, time.GetUtcNow().Ticks);
        KeyRing? ring;
        await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
        {
            ring = await Load(connection, cancellationToken);
        }

        ring ??= await rotation.First(connection => Load(connection, cancellationToken), cancellationToken);
        return _ring = ring;
    }

    private async Task<KeyRing?> Load(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var keys = new List<RingKey>();
        await using var command = new NpgsqlCommand(
            "select kid, public_key, private_key, signs_from from identity.signing_keys where retired_at is null or retired_at > $1",
            connection
        );
        command.With(time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var kid = reader.GetString(0);
            var key = _ring?.Named(kid) ?? Open(kid, reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
            keys.Add(new RingKey(key, reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return keys.Any(key => key.Key.CanSign) ? new KeyRing(keys) : null;
    }

    private SigningKey Open(string kid, byte[] publicKey, byte[] privateKey)
    {
        if (master.Open(Purpose, kid, privateKey) is { } pkcs8)
        {
            return SigningKey.FromPrivate(kid, pkcs8);
        }

        logger.LogWarning("Signing key {Kid} was sealed with another master key; it still verifies tokens but signs no new ones", kid);
        return SigningKey.FromPublic(kid, publicKey);
    }
}
