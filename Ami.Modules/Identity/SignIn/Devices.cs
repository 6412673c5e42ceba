using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using NpgsqlTypes;

namespace Ami.Modules.Identity;

/// <summary>
/// The browsers that people have signed in with, known by a cookie of their own per person. A sign-in from another one is told to the account's owner; one
/// that they trust is not asked for the second factor for thirty days.
/// </summary>
internal sealed class Devices(UnitOfWork unitOfWork, Messages messages, IHttpContextAccessor http, TimeProvider time)
{
    /// <summary>How long a device is trusted.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromDays(30);

    /// <summary>How long a device is known after its last sign-in.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(365);

    /// <summary>Whether the person need not show a second factor in this browser.</summary>
    public async Task<bool> IsTrusted(Guid userId, CancellationToken cancellationToken)
    {
        if (DeviceCookie.Read(http.HttpContext?.Request, userId) is not { } secret)
        {
            return false;
        }

        await using var command = unitOfWork.Command("select true from identity.devices where user_id = $1 and hash = $2 and trusted_until > $3");
        command.With(userId).With(SHA256.HashData(secret)).With(time.GetUtcNow());
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Remembers the browser of the current request as one the person signed in with, and tells them when it is a new one beside others.</summary>
    /// <returns>Its id; null when there is no browser, as in a job.</returns>
    public async Task<Guid?> Note(Guid userId, bool trust, CancellationToken cancellationToken)
    {
        if (http.HttpContext is not { } context)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var seen = Caller.Of(context);
        var secret = DeviceCookie.Read(context.Request, userId);
        if (secret is not null && await Refresh(userId, secret, seen, trust, now, cancellationToken) is { } known)
        {
            DeviceCookie.Write(context.Response, userId, secret);
            return known;
        }

        // A value that this person's devices do not have may have been planted, so it is not taken over.
        secret = DeviceCookie.New();
        var id = TimeOrderedId.New(now);
        await using var command = unitOfWork.Command(
            """
            insert into identity.devices (id, user_id, hash, user_agent, address, created_at, last_used_at, trusted_until) values ($1, $2, $3, $4, $5, $6, $6, $7)
            returning exists(select from identity.devices where user_id = $2 and id <> $1)
            """
        );
        command
            .With(id)
            .With(userId)
            .With(SHA256.HashData(secret))
            .With(seen.AgentParameter)
            .With(seen.AddressParameter)
            .With(now)
            .With(trust ? now + Trust : DBNull.Value, NpgsqlDbType.TimestampTz);
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            messages.Send(
                SecurityMessages.NewDevice,
                userId,
                new Dictionary<string, string> { ["device"] = DeviceName.Of(seen.UserAgent).Text, ["address"] = seen.Address?.ToString() ?? "?" },
                "/account/security"
            );
        }

        DeviceCookie.Write(context.Response, userId, secret);
        return id;
    }

    /// <summary>Asks the device for the second factor again; false when the person has no such trusted device.</summary>
    public async Task<bool> Distrust(Guid userId, Guid deviceId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "update identity.devices set trusted_until = null where id = $2 and user_id = $1 and trusted_until is not null"
        );
        command.With(userId).With(deviceId);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<Guid?> Refresh(Guid userId, byte[] secret, Caller seen, bool trust, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            update identity.devices set last_used_at = $3, user_agent = $4, address = $5, trusted_until = coalesce($6, trusted_until)
            where user_id = $1 and hash = $2 and last_used_at > $7 returning id
            """
        );
        command
            .With(userId)
            .With(SHA256.HashData(secret))
            .With(now)
            .With(seen.AgentParameter)
            .With(seen.AddressParameter)
            .With(trust ? now + Trust : DBNull.Value, NpgsqlDbType.TimestampTz)
            .With(now - Memory);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }
}
