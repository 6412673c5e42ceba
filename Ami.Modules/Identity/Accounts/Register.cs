using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>
/// Creates an account and signs it in (201); or, where the installation verifies first, mails a link that does so (202), the same answer after the same work
/// whether or not the address has an account (<see cref="RegistrationMode"/>). What an account needs elsewhere (a paper account, a welcome) reacts to its
/// event.
/// </summary>
internal sealed class Register(
    UnitOfWork unitOfWork,
    Accounts accounts,
    SessionStore sessions,
    PasswordWork passwords,
    PendingRegistrations pendings,
    Admission admission,
    VerificationMail mail,
    TimeProvider time
)
{
    internal sealed record RegisterRequest(string Email, string Password, string DisplayName, Language Language, string TimeZone, string? Invitation = null);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/register", Handle)
            .WithUrgency(Urgency.Passwords)
            .AllowAnonymous()
            .WithSummary("Makes an account and signs in, or mails a link first, as the installation is set.");

    private static async Task<Results<Created<AccessGrant>, Accepted, ProblemHttpResult>> Handle(
        RegisterRequest request,
        HttpContext context,
        Register register,
        RegistrationMode mode,
        ClientThrottle clients,
        AccessGrants grants,
        IdentityMetrics metrics
    )
    {
        if (ProfileRules.Check(request.Email, request.Password, request.DisplayName, request.TimeZone) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (await clients.Attempt(ClientLimit.SignUps, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        var newcomer = Admission.Newcomer(request.Email, request.Invitation, register.Now);
        if (await register.Refusal(newcomer, context.RequestAborted) is { } refused)
        {
            return refused.ToProblem();
        }

        if (mode.VerifyFirst)
        {
            await register.Remember(request, newcomer, context.RequestAborted);
            return TypedResults.Accepted((string?)null);
        }

        var created = await register.AtOnce(request, newcomer, context.RequestAborted);
        if (!created.Try(out var session, out var error))
        {
            return error.ToProblem();
        }

        metrics.Registered();
        return TypedResults.Created("/api/me", await grants.Give(context, session.Account, session.SessionId, session.Token));
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private Task<Error?> Refusal(Newcomer newcomer, CancellationToken cancellationToken) => admission.Refusal(newcomer, cancellationToken);

    private Task<Result<OpenedSession>> AtOnce(RegisterRequest request, Newcomer newcomer, CancellationToken cancellationToken)
    {
        var user = accounts.New(request.Email, request.DisplayName, request.Language, request.TimeZone);
        return accounts.Create(
            user,
            request.Password,
            Roles.Student,
            async (account, ct) =>
            {
                await mail.Send(user, ct);
                var (sessionId, token) = await sessions.Open(account.Id, ct);
                return new OpenedSession(account, sessionId, token);
            },
            cancellationToken,
            newcomer
        );
    }

    private async Task Remember(RegisterRequest request, Newcomer newcomer, CancellationToken cancellationToken)
    {
        var hash = await passwords.Hash(request.Password, cancellationToken);
        var pending = new PendingRegistration(
            TimeOrderedId.New(time.GetUtcNow()),
            request.Email,
            hash,
            request.DisplayName.Trim(),
            request.Language,
            request.TimeZone,
            newcomer.Invitation,
            admission.Referral,
            newcomer.AskedAt
        );
        await unitOfWork.Run(
            async ct =>
            {
                await pendings.Add(pending, ct);
                unitOfWork.Publish(new SignUpRequested(pending.Id));
            },
            cancellationToken
        );
    }
}
