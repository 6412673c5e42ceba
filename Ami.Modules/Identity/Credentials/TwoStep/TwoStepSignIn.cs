using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Turns two-step sign-in on and off: an authenticator app, and recovery codes for when it is lost.</summary>
internal static class TwoStepSignIn
{
    private const int MaxCode = 64;

    /// <summary>Whether it is on.</summary>
    internal sealed record SecondFactorState(bool Enabled, DateTimeOffset? EnabledAt, int RecoveryCodesLeft);

    /// <summary>What the authenticator app needs: the secret to type, or the address that the QR code holds.</summary>
    internal sealed record SecondFactorSetup(string Secret, string Address, QrPicture Qr);

    internal sealed record CodeRequest(string Code);

    /// <summary>Ten codes, readable this once.</summary>
    internal sealed record RecoveryCodes(IReadOnlyList<string> Codes);

    public static void Map(IEndpointRouteBuilder auth)
    {
        var routes = auth.MapGroup("/2fa").RequireAuthorization();
        routes.MapGet("", State).WithSummary("Whether two-step sign-in is on, and how many recovery codes are left.");
        routes
            .MapPost("/setup", SetUp)
            .RequireFreshSignIn()
            .WithSummary("A new secret for an authenticator app, with its QR code. Nothing changes before it is enabled.");
        routes
            .MapPost("/enable", Enable)
            .RequireFreshSignIn()
            .WithSummary("Turns two-step sign-in on with a code of the app; answers ten recovery codes, readable this once.");
        routes.MapPost("/disable", Disable).RequireFreshSignIn().WithSummary("Turns two-step sign-in off.");
        routes.MapPost("/recovery-codes", Renew).RequireFreshSignIn().WithSummary("Ten new recovery codes; the former ones stop working.");
    }

    private static async Task<Ok<SecondFactorState>> State(HttpContext context, NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand(
            """
            select a.enabled_at, (select count(*)::int from identity.recovery_codes r where r.user_id = a.user_id and r.used_at is null)
            from identity.authenticators a where a.user_id = $1 and a.enabled_at is not null
            """
        );
        command.With(context.User.UserId());
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        return TypedResults.Ok(
            await reader.ReadAsync(context.RequestAborted)
                ? new SecondFactorState(true, reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt32(1))
                : new SecondFactorState(false, null, 0)
        );
    }

    private static async Task<Results<Ok<SecondFactorSetup>, ProblemHttpResult>> SetUp(
        HttpContext context,
        UnitOfWork unitOfWork,
        IdentityDb db,
        Authenticators authenticators
    )
    {
        var userId = context.User.UserId();
        if (await db.Users.Where(u => u.Id == userId).Select(u => u.Email).SingleOrDefaultAsync(context.RequestAborted) is not { } email)
        {
            return IdentityErrors.AccountGone.ToProblem();
        }

        if (await unitOfWork.Run(ct => authenticators.Prepare(userId, ct), context.RequestAborted) is not { } secret)
        {
            return IdentityErrors.SecondFactorOn.ToProblem();
        }

        context.Response.Headers.CacheControl = "no-store";
        var address = Totp.Address(secret, email);
        return TypedResults.Ok(new SecondFactorSetup(Base32.Encode(secret), address, QrPicture.Of(address)));
    }

    private static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> Enable(
        CodeRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        Authenticators authenticators
    )
    {
        if (request.Code.Length > MaxCode)
        {
            return IdentityErrors.CodeWrong.ToProblem();
        }

        var codes = await unitOfWork.Run(ct => authenticators.TurnOn(context.User.UserId(), request.Code, ct), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return codes.ToHttp(made => TypedResults.Ok(new RecoveryCodes(made)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Disable(HttpContext context, UnitOfWork unitOfWork, Authenticators authenticators) =>
        await unitOfWork.Run(ct => authenticators.TurnOff(context.User.UserId(), ct), context.RequestAborted)
            ? TypedResults.NoContent()
            : IdentityErrors.SecondFactorOff.ToProblem();

    private static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> Renew(HttpContext context, UnitOfWork unitOfWork, Authenticators authenticators)
    {
        var codes = await unitOfWork.Run(ct => authenticators.RenewCodes(context.User.UserId(), ct), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return codes.ToHttp(made => TypedResults.Ok(new RecoveryCodes(made)));
    }
}
