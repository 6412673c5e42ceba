using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Sets authenticators up and takes them away. Everything here runs inside a unit of work.</summary>
internal sealed class Authenticators(UnitOfWork unitOfWork, IdentityDb db, MasterKey master, Messages messages, AuditLog audit, TimeProvider time)
{
    /// <summary>A new secret that waits for its first code; replaces one that still waits. Null when the second factor is already on.</summary>
    public async Task<byte[]?> Prepare(Guid userId, CancellationToken cancellationToken)
    {
        var secret = Totp.NewSecret();
        await using var command = unitOfWork.Command(
            """
            insert into identity.authenticators as a (user_id, sealed_secret, created_at) values ($1, $2, $3)
            on conflict (user_id) do update set sealed_secret = $2, created_at = $3 where a.enabled_at is null
            returning true
            """
        );
        command.With(userId).With(master.Seal(SecondFactorCheck.Purpose, userId.ToString(), secret)).With(time.GetUtcNow());
        return await command.ExecuteScalarAsync(cancellationToken) is true ? secret : null;
    }

    /// <summary>Turns the second factor on, when the code is of the secret that waits for it.</summary>
    /// <returns>The recovery codes; this is the only time that they can be read.</returns>
    public async Task<Result<string[]>> TurnOn(Guid userId, string code, CancellationToken cancellationToken)
    {
        if (await Waiting(userId, cancellationToken) is not { } sealedSecret)
        {
            return IdentityErrors.SecondFactorNotSetUp;
        }

        var now = time.GetUtcNow();
        if (master.Open(SecondFactorCheck.Purpose, userId.ToString(), sealedSecret) is not { } secret)
        {
            return IdentityErrors.SecondFactorNotSetUp;
        }

        if (Totp.Match(secret, code.Replace(" ", "", StringComparison.Ordinal), now, lastStep: 0) is not { } step)
        {
            return IdentityErrors.CodeWrong;
        }

        await using var command = unitOfWork.Command(
            "update identity.authenticators set enabled_at = $2, last_step = $3, failures = 0, blocked_until = null where user_id = $1"
        );
        command.With(userId).With(now).With(step);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorEnabled, true), cancellationToken);
        var codes = await WriteCodes(userId, cancellationToken);
        audit.Append(new AuditEntry("identity.second-factor-enabled", "user", userId.ToString()));
        messages.Send(SecurityMessages.SecondFactorOn, userId, link: "/account/security");
        return codes;
    }

    /// <summary>Ten new recovery codes instead of all earlier ones.</summary>
    public async Task<Result<string[]>> RenewCodes(Guid userId, CancellationToken cancellationToken)
    {
        if (!await IsOn(userId, cancellationToken))
        {
            return IdentityErrors.SecondFactorOff;
        }

        var codes = await WriteCodes(userId, cancellationToken);
        audit.Append(new AuditEntry("identity.recovery-codes-renewed", "user", userId.ToString()));
        messages.Send(SecurityMessages.RecoveryCodesRenewed, userId, link: "/account/security");
        return codes;
    }

    /// <summary>Takes the second factor away with everything that belongs to it; false when there is none.</summary>
    public async Task<bool> TurnOff(Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        foreach (
            var sql in (ReadOnlySpan<string>)
                [
                    "delete from identity.authenticators where user_id = $1",
                    "delete from identity.recovery_codes where user_id = $1",
                    "delete from identity.second_steps where user_id = $1",
                    "update identity.devices set trusted_until = null where user_id = $1",
                ]
        )
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).With(userId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        var changed = await db
            .Users.Where(u => u.Id == userId && u.TwoFactorEnabled)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorEnabled, false), cancellationToken);
        if (changed == 0)
        {
            return false;
        }

        audit.Append(new AuditEntry("identity.second-factor-disabled", "user", userId.ToString()));
        messages.Send(SecurityMessages.SecondFactorOff, userId, link: "/account/security");
        return true;
    }

    private async Task<byte[]?> Waiting(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select sealed_secret from identity.authenticators where user_id = $1 and enabled_at is null for update");
        command.With(userId);
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    private async Task<bool> IsOn(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select true from identity.authenticators where user_id = $1 and enabled_at is not null for update");
        command.With(userId);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<string[]> WriteCodes(Guid userId, CancellationToken cancellationToken)
    {
        var codes = new HashSet<string>();
        while (codes.Count < RecoveryCode.PerAccount)
        {
            codes.Add(RecoveryCode.New());
        }

        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.recovery_codes where user_id = $1").With(userId));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("insert into identity.recovery_codes (user_id, hash) select $1, unnest($2)")
                .With(userId)
                .With(codes.Select(code => RecoveryCode.Hash(master, userId, code)).OfType<byte[]>().ToArray())
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return [.. codes];
    }
}
