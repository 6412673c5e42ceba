using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Signs in with e-mail and password. The answer to a wrong address and to a wrong password is the same, and costs the same.</summary>
internal sealed class Login(IdentityDb db, UserManager<User> users, SignInThrottle throttle, PasswordWork passwords, SignIn signIn, AuditLog audit)
{
    private const int MaxInput = 256;

    internal sealed record LoginRequest(string Email, string Password);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/login", Handle).WithUrgency(Urgency.Passwords).AllowAnonymous().WithSummary("Signs in with address and password.");

    private static async Task<Results<Ok<AccessGrant>, ProblemHttpResult>> Handle(
        LoginRequest request,
        HttpContext context,
        Login login,
        AccessGrants grants,
        IdentityMetrics metrics
    )
    {
        var result = await login.Check(request, context.RequestAborted);
        metrics.SignIn(result.Match(_ => "ok", error => error.Code));
        if (!result.Try(out var session, out var error))
        {
            return error.ToProblem();
        }

        return TypedResults.Ok(await grants.Give(context, session.Account, session.SessionId, session.Token));
    }

    private async Task<Result<OpenedSession>> Check(LoginRequest request, CancellationToken cancellationToken)
    {
        if (request.Email.Length is 0 or > MaxInput || request.Password.Length is 0 or > MaxInput || request.Email.Contains('\0'))
        {
            return IdentityErrors.InvalidCredentials;
        }

        var email = users.NormalizeEmail(request.Email) ?? "";
        if (await throttle.Attempt(email, cancellationToken) is { IsOk: false, Error: var blocked })
        {
            return blocked;
        }

        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == email, cancellationToken);
        var verdict = await passwords.Verify(user, request.Password, cancellationToken);
        if (user?.PasswordHash is null || verdict == PasswordVerificationResult.Failed)
        {
            // What was typed as an address may be a password in the wrong field: it is not kept.
            await audit.Write(new AuditEntry("identity.signed-in", "user", user?.Id.ToString()) { Succeeded = false }, cancellationToken);
            return IdentityErrors.InvalidCredentials;
        }

        var stronger = verdict == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.Hash(request.Password, cancellationToken) : null;
        return await signIn.Complete(
            user,
            "password",
            async ct =>
            {
                await throttle.Succeeded(email, ct);
                if (stronger is not null)
                {
                    await db
                        .Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash)
                        .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, stronger), ct);
                }
            },
            cancellationToken
        );
    }
}
