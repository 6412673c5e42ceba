using System.Security.Cryptography;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// Replaces the signing key. The new one is published some minutes before it signs, and the old one verifies until the last token it signed has expired, so
/// nobody notices. Whoever makes keys holds an advisory lock.
/// </summary>
internal sealed class KeyRotation(NpgsqlDataSource dataSource, MasterKey master, TimeProvider time)
{
    /// <summary>How long a key is published before it signs: twice as long as the key set may be cached.</summary>
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromMinutes(10);

    /// <summary>Beyond the life of its last token: processes read the ring once a minute and their clocks differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Makes a key when the newest one has signed for longer than that.</summary>
    /// <returns>Its name, or null when none was due.</returns>
    public Task<string?> WhenOlderThan(TimeSpan age, CancellationToken cancellationToken) =>
        Locked<string?>(
            async (connection, now) =>
                await NewestSince(connection, cancellationToken) is { } since && now - since < age
                    ? null
                    : await Replace(connection, now, now + PublishedBefore, now + PublishedBefore + AccessTokens.LongestUse + Margin, cancellationToken),
            cancellationToken
        );

    /// <summary>Makes a key now, whatever the age of the present one.</summary>
    /// <param name="compromised">
    /// True when a key has become known to somebody: the new one signs at once, and tokens of the old ones count no more within a minute. Clients get new
    /// ones with their refresh token.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its name.</returns>
    public Task<string> Now(bool compromised, CancellationToken cancellationToken) =>
        Locked(
            (connection, now) =>
                compromised
                    ? Replace(connection, now, now, now, cancellationToken)
                    : Replace(connection, now, now + PublishedBefore, now + PublishedBefore + AccessTokens.LongestUse + Margin, cancellationToken),
            cancellationToken
        );

    /// <summary>Makes a key unless another process just did, for a ring without one that can sign. One connection does it all.</summary>
    /// <param name="load">Reads the ring; null while no key of it can sign.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<KeyRing> First(Func<NpgsqlConnection, Task<KeyRing?>> load, CancellationToken cancellationToken) =>
        Locked(
            async (connection, now) =>
            {
                if (await load(connection) is { } made)
                {
                    return made;
                }

                await Insert(connection, now, now, cancellationToken);
                return await load(connection) ?? throw new InvalidOperationException("The signing key that was just written cannot be read.");
            },
            cancellationToken
        );

    private async Task<T> Locked<T>(Func<NpgsqlConnection, DateTimeOffset, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection).With(SigningKeys.Purpose))
        {
            await take.ExecuteNonQueryAsync(cancellationToken);
        }

        var result = await work(connection, time.GetUtcNow());
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task<string> Replace(
        NpgsqlConnection connection,
        DateTimeOffset now,
        DateTimeOffset signsFrom,
        DateTimeOffset oldRetireAt,
        CancellationToken cancellationToken
    )
    {
        await using (var retire = new NpgsqlCommand("update identity.signing_keys set retired_at = $1 where retired_at is null or retired_at > $1", connection))
        {
            retire.With(oldRetireAt);
            await retire.ExecuteNonQueryAsync(cancellationToken);
        }

        return await Insert(connection, now, signsFrom, cancellationToken);
    }

    private async Task<string> Insert(NpgsqlConnection connection, DateTimeOffset now, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await using var insert = new NpgsqlCommand(
            "insert into identity.signing_keys (kid, public_key, private_key, created_at, signs_from) values ($1, $2, $3, $4, $5)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = kid },
                new() { Value = pair.ExportSubjectPublicKeyInfo() },
                new() { Value = master.Seal(SigningKeys.Purpose, kid, pair.ExportPkcs8PrivateKey()) },
                new() { Value = now },
                new() { Value = signsFrom },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return kid;
    }

    private static async Task<DateTimeOffset?> NewestSince(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select max(signs_from) from identity.signing_keys where retired_at is null", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime at ? new DateTimeOffset(at) : null;
    }
}
