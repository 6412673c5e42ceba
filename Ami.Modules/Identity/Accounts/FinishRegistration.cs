using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>
/// Makes the account of a sign-up whose link was mailed, and signs it in. It takes the password that was chosen as well: who only gets the mail, because
/// somebody else typed their address, must not make an account whose password that other person knows.
/// </summary>
internal sealed class FinishRegistration(UnitOfWork unitOfWork, Accounts accounts, SessionStore sessions, PasswordWork passwords, PendingRegistrations pendings)
{
    private const int MaxInput = 256;

    internal sealed record FinishRegistrationRequest(string Token, string Password);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/register/finish", Handle)
            .WithUrgency(Urgency.Passwords)
            .AllowAnonymous()
            .WithSummary("Makes the account that waited for its mailed link, and signs in.");

    private static async Task<Results<Created<AccessGrant>, ProblemHttpResult>> Handle(
        FinishRegistrationRequest request,
        HttpContext context,
        FinishRegistration feature,
        ClientThrottle clients,
        AccessGrants grants,
        IdentityMetrics metrics
    )
    {
        if (await clients.Attempt(ClientLimit.Links, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        var finished = await feature.Finish(request, context.RequestAborted);
        if (!finished.Try(out var session, out var error))
        {
            return error.ToProblem();
        }

        metrics.Registered();
        return TypedResults.Created("/api/me", await grants.Give(context, session.Account, session.SessionId, session.Token));
    }

    private async Task<Result<OpenedSession>> Finish(FinishRegistrationRequest request, CancellationToken cancellationToken)
    {
        if (request.Password.Length is 0 or > MaxInput)
        {
            return IdentityErrors.SignUpPasswordWrong;
        }

        // Counted on its own, so that a wrong password is counted although nothing else happens.
        if (await unitOfWork.Run(ct => pendings.Try(request.Token, ct), cancellationToken) is not { } pending)
        {
            return IdentityErrors.LinkInvalid;
        }

        var user = accounts.New(pending.Email, pending.DisplayName, pending.Language, pending.TimeZone, pending.Id);
        user.PasswordHash = pending.PasswordHash;
        user.EmailConfirmed = true;
        if (await passwords.Verify(user, request.Password, cancellationToken) == PasswordVerificationResult.Failed)
        {
            return IdentityErrors.SignUpPasswordWrong;
        }

        return await accounts.Create(
            user,
            null,
            Roles.Student,
            async (account, ct) =>
            {
                await pendings.Remove(pending.Email, ct);
                var (sessionId, token) = await sessions.Open(account.Id, ct);
                return new OpenedSession(account, sessionId, token);
            },
            cancellationToken,
            Admission.Newcomer(pending.Email, pending.Invitation, pending.AskedAt) with
            {
                Referral = pending.Referral,
            }
        );
    }
}
