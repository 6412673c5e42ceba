using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Changes one's own password by giving the current one, or sets the first one of an account that signs in by other means. All other sessions end.
/// </summary>
internal sealed class ChangePassword(
    UnitOfWork unitOfWork,
    IdentityDb db,
    UserManager<User> users,
    SignInThrottle throttle,
    PasswordWork passwords,
    PasswordReplacement change,
    AuditLog audit
)
{
    private const int MaxInput = 256;

    internal sealed record ChangePasswordRequest(string CurrentPassword, string Password);

    internal sealed record SetPasswordRequest(string Password);

    public static void Map(IEndpointRouteBuilder api)
    {
        var password = api.MapGroup("/me/password").RequireAuthorization();
        password
            .MapPut("", HandleChange)
            .WithUrgency(Urgency.Passwords)
            .RefuseImpersonation()
            .WithSummary("Changes the password by giving the current one. All other sessions end.");
        password
            .MapPost("", HandleSet)
            .WithUrgency(Urgency.Passwords)
            .RequireFreshSignIn()
            .WithSummary("Sets the first password of an account that signs in by other means.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleChange(ChangePasswordRequest request, HttpContext context, ChangePassword feature)
    {
        var result = await feature.Change(request, context.User.UserId(), context.User.SessionId(), context.RequestAborted);
        return result.Try(out _, out var error) ? TypedResults.NoContent() : error.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleSet(SetPasswordRequest request, HttpContext context, ChangePassword feature)
    {
        var result = await feature.Set(request, context.User.UserId(), context.User.SessionId(), context.RequestAborted);
        return result.Try(out _, out var error) ? TypedResults.NoContent() : error.ToProblem();
    }

    private async Task<Result<bool>> Change(ChangePasswordRequest request, Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        if (await Find(userId, cancellationToken) is not { } user)
        {
            return IdentityErrors.AccountGone;
        }

        if (user.PasswordHash is null)
        {
            return IdentityErrors.PasswordMissing;
        }

        if (ProfileRules.Check(user.Email, request.Password, user.DisplayName) is { } wrong)
        {
            return wrong;
        }

        if (request.CurrentPassword.Length is 0 or > MaxInput)
        {
            return IdentityErrors.PasswordWrong;
        }

        var email = users.NormalizeEmail(user.Email) ?? "";
        if (await throttle.Attempt(email, cancellationToken) is { IsOk: false, Error: var blocked })
        {
            return blocked;
        }

        if (await passwords.Verify(user, request.CurrentPassword, cancellationToken) == PasswordVerificationResult.Failed)
        {
            await audit.Write(new AuditEntry("identity.password-changed", "user", userId.ToString()) { Succeeded = false }, cancellationToken);
            return IdentityErrors.PasswordWrong;
        }

        return await Apply(user, request.Password, sessionId, ct => throttle.Succeeded(email, ct), cancellationToken);
    }

    private async Task<Result<bool>> Set(SetPasswordRequest request, Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        if (await Find(userId, cancellationToken) is not { } user)
        {
            return IdentityErrors.AccountGone;
        }

        if (user.PasswordHash is not null)
        {
            return IdentityErrors.PasswordExists;
        }

        if (ProfileRules.Check(user.Email, request.Password, user.DisplayName) is { } wrong)
        {
            return wrong;
        }

        return await Apply(user, request.Password, sessionId, _ => Task.CompletedTask, cancellationToken);
    }

    private async Task<Result<bool>> Apply(
        User user,
        string password,
        Guid sessionId,
        Func<CancellationToken, Task> alongside,
        CancellationToken cancellationToken
    )
    {
        var hash = await passwords.Hash(password, cancellationToken);
        return await unitOfWork.Run<Result<bool>>(
            async ct =>
            {
                await alongside(ct);
                return await change.Apply(user, hash, "password-changed", sessionId, ct) ? true : IdentityErrors.PasswordWrong;
            },
            cancellationToken
        );
    }

    private Task<User?> Find(Guid userId, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
}
