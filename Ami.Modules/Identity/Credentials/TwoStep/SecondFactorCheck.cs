using System.Globalization;

namespace Ami.Modules.Identity;

/// <summary>
/// Checks codes. An attempt is counted before the code is looked at and under the row's lock, so attempts in parallel neither outrun the count nor use
/// one code twice.
/// </summary>
internal sealed class SecondFactorCheck(UnitOfWork unitOfWork, MasterKey master, Messages messages, AuditLog audit, TimeProvider time)
{
    /// <summary>Failures in a row that are free.</summary>
    public const int FreeFailures = 5;

    internal const string Purpose = "identity.authenticators";
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Uses up a code of the person's authenticator, or one of their recovery codes. Fails with <c>auth.code_wrong</c>, <c>auth.code_blocked</c> or
    /// <c>auth.second_factor_off</c>. In a transaction of its own: a failure must be counted whatever becomes of the rest.
    /// </summary>
    public async Task<Result> Use(Guid userId, string code, CancellationToken cancellationToken) =>
        await unitOfWork.Run(ct => Check(userId, code, ct), cancellationToken) is { } error ? error : Result.Ok;

    private async Task<Error?> Check(Guid userId, string code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await Count(userId, now, cancellationToken) is not { } attempt)
        {
            return await WhyNot(userId, now, cancellationToken);
        }

        var compact = code.Replace(" ", "", StringComparison.Ordinal);
        if (compact.Length == Totp.Digits && compact.All(char.IsAsciiDigit))
        {
            if (master.Open(Purpose, userId.ToString(), attempt.SealedSecret) is { } secret && Totp.Match(secret, compact, now, attempt.LastStep) is { } step)
            {
                await Succeeded(userId, step, cancellationToken);
                return null;
            }
        }
        else if (RecoveryCode.Hash(master, userId, code) is { } hash && await UseRecoveryCode(userId, hash, now, cancellationToken) is { } left)
        {
            await Succeeded(userId, attempt.LastStep, cancellationToken);
            audit.Append(new AuditEntry("identity.recovery-code-used", "user", userId.ToString()) { ActorId = userId, After = new { left } });
            messages.Send(
                SecurityMessages.RecoveryCodeUsed,
                userId,
                new Dictionary<string, string> { ["left"] = left.ToString(CultureInfo.InvariantCulture) },
                "/account/security"
            );
            return null;
        }

        audit.Append(new AuditEntry("identity.second-factor-refused", "user", userId.ToString()) { ActorId = userId, Succeeded = false });
        if (attempt.Failures == FreeFailures)
        {
            messages.Send(SecurityMessages.CodesGuessed, userId, link: "/account/security");
        }

        return IdentityErrors.CodeWrong;
    }

    private async Task<Attempt?> Count(Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            update identity.authenticators set failures = failures + 1,
                blocked_until = case when failures + 1 >= $3 then $2 + make_interval(secs => least($5, $4 * power(2, least(failures + 1 - $3, 20)))) end
            where user_id = $1 and enabled_at is not null and (blocked_until is null or blocked_until <= $2)
            returning sealed_secret, last_step, failures
            """
        );
        command.With(userId).With(now).With(FreeFailures).With(FirstWait.TotalSeconds).With(LongestWait.TotalSeconds);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new Attempt(reader.GetFieldValue<byte[]>(0), reader.GetInt64(1), reader.GetInt32(2)) : null;
    }

    private async Task<Error> WhyNot(Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select blocked_until from identity.authenticators where user_id = $1 and enabled_at is not null");
        command.With(userId);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime until
            ? IdentityErrors.CodeBlocked(until > now.UtcDateTime ? until - now.UtcDateTime : TimeSpan.FromSeconds(1))
            : IdentityErrors.SecondFactorOff;
    }

    /// <returns>How many are left, or null when this is not one.</returns>
    private async Task<long?> UseRecoveryCode(Guid userId, byte[] hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            with used as (update identity.recovery_codes set used_at = $3 where user_id = $1 and hash = $2 and used_at is null returning hash)
            select (select count(*) from identity.recovery_codes where user_id = $1 and used_at is null and hash <> $2) from used
            """
        );
        command.With(userId).With(hash).With(now);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    private async Task Succeeded(Guid userId, long step, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "update identity.authenticators set failures = 0, blocked_until = null, last_step = $2 where user_id = $1"
        );
        command.With(userId).With(step);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record Attempt(byte[] SealedSecret, long LastStep, int Failures);
}
