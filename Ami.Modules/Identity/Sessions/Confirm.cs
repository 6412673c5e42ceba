using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Proves again who the person behind a session is, before a sensitive act (<see cref="FreshSignIn"/>): by a code where the second factor is on, else by the
/// password. Wrong answers count as failed sign-ins.
/// </summary>
internal static class Confirm
{
    internal sealed record ConfirmRequest(string? Password = null, string? Code = null);

    /// <summary>How the person can prove who they are.</summary>
    /// <param name="Password">With their password.</param>
    /// <param name="Code">With a code of their authenticator app, or a recovery code.</param>
    /// <param name="Providers">By going to one of these (<see cref="ProviderSignIn"/>).</param>
    internal sealed record ConfirmOptions(bool Password, bool Code, IReadOnlyList<string> Providers);

    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapGet("/confirm", Options).RequireAuthorization().WithSummary("How one can prove again who one is.");
        auth.MapPost("/confirm", Handle)
            .WithUrgency(Urgency.Passwords)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithSummary("Proves it: opens the sensitive acts of this session for ten minutes.");
    }

    private static async Task<Results<Ok<ConfirmOptions>, ProblemHttpResult>> Options(HttpContext context, IdentityDb db, IAuthenticationSchemeProvider schemes)
    {
        var userId = context.User.UserId();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, context.RequestAborted) is not { } user)
        {
            return IdentityErrors.AccountGone.ToProblem();
        }

        if (user.TwoFactorEnabled)
        {
            return TypedResults.Ok(new ConfirmOptions(Password: false, Code: true, Providers: []));
        }

        var available = await ProviderSignIn.Available(schemes);
        var linked = await db
            .ExternalLogins.Where(l => l.UserId == userId && available.Contains(l.Provider))
            .Select(l => l.Provider)
            .ToListAsync(context.RequestAborted);
        return TypedResults.Ok(new ConfirmOptions(user.PasswordHash is not null, Code: false, linked));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ConfirmRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        IdentityDb db,
        SignInThrottle throttle,
        PasswordWork passwords,
        SecondFactorCheck secondFactors,
        SessionStore sessions,
        AuditLog audit
    )
    {
        var (userId, ct) = (context.User.UserId(), context.RequestAborted);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct) is not { NormalizedEmail: { } email } user)
        {
            return IdentityErrors.AccountGone.ToProblem();
        }

        var proof = user.TwoFactorEnabled
            ? await ByCode(user, request.Code, secondFactors, ct)
            : await ByPassword(user, email, request.Password, throttle, passwords, ct);
        var entry = new AuditEntry("identity.confirmed", "user", userId.ToString()) { After = new { method = user.TwoFactorEnabled ? "code" : "password" } };
        if (!proof.IsOk)
        {
            await audit.Write(entry with { Succeeded = false }, ct);
            return proof.Error.ToProblem();
        }

        await unitOfWork.Run(
            async inner =>
            {
                if (!user.TwoFactorEnabled)
                {
                    await throttle.Succeeded(email, inner);
                }

                await sessions.Confirm(context.User.SessionId(), inner);
                audit.Append(entry);
            },
            ct
        );
        return TypedResults.NoContent();
    }

    private static async Task<Result> ByCode(User user, string? code, SecondFactorCheck secondFactors, CancellationToken cancellationToken)
    {
        if (code is not { Length: > 0 and <= 64 })
        {
            return IdentityErrors.ConfirmationFailed;
        }

        var used = await secondFactors.Use(user.Id, code, cancellationToken);
        return used.IsOk || used.Error.Code != IdentityErrors.CodeWrong.Code ? used : IdentityErrors.ConfirmationFailed;
    }

    private static async Task<Result> ByPassword(
        User user,
        string email,
        string? password,
        SignInThrottle throttle,
        PasswordWork passwords,
        CancellationToken cancellationToken
    )
    {
        if (password is not { Length: > 0 and <= 256 })
        {
            return IdentityErrors.ConfirmationFailed;
        }

        if (await throttle.Attempt(email, cancellationToken) is { IsOk: false } blocked)
        {
            return blocked;
        }

        return await passwords.Verify(user, password, cancellationToken) == PasswordVerificationResult.Failed ? IdentityErrors.ConfirmationFailed : Result.Ok;
    }
}
