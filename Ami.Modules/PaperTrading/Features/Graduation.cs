using System.Security.Claims;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Graduation;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="GrantedAccountId">The larger account that was granted already; null while none was.</param>
/// <param name="MostBreachesADay">How often a rule may refuse something on a day that still counts.</param>
/// <param name="Means">With what the larger account can be opened; null from a version that does not say so.</param>
public sealed record GateView(Gate Gate, Guid? GrantedAccountId, int MostBreachesADay, MeansView? Means = null);

/// <param name="Name">Of the larger account.</param>
public sealed record GraduateRequest(string Name);

internal static class GetGate
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/accounts/{id:guid}/gate", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperGate")
            .WithSummary("How far an account is on the way to a larger one: what is shown already, and what is missing.");

    private static async Task<Results<Ok<GateView>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        PaperTradingOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!(await db.OwnedLive(user.UserId(), id, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        var means = await MeansView.Read(dataSource, options, user.UserId(), cancellationToken);
        var gate = await GateRows.Read(dataSource, owned.Account, means.MostCash, time.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new GateView(gate, await GateRows.Granted(dataSource, id, cancellationToken), OrderlyRun.MostBreachesADay, means));
    }
}

internal static class Graduate
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/accounts/{id:guid}/graduate", Handle)
            .RequireIdempotencyKey()
            .WithName("GraduatePaperAccount")
            .WithSummary("Opens the larger account that an account has earned, once, funded from the practice wallet as others are.");

    private static async Task<Results<Created<AccountSummary>, ProblemHttpResult>> Handle(
        Guid id,
        GraduateRequest request,
        RequestKey key,
        HttpContext http,
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        PaperTradingOptions options,
        TimeProvider time,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (OpenAccount.TermsError(request.Name, PaperAccount.LeastCash, 1) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!(await db.OwnedLive(key.UserId, id, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        // What was granted already is answered by the grain: a repeated request gets the first one's answer.
        var granted = await GateRows.Granted(dataSource, id, cancellationToken);
        var means = await MeansView.Read(dataSource, options, key.UserId, cancellationToken);
        var gate = await GateRows.Read(dataSource, owned.Account, means.MostCash, time.GetUtcNow(), cancellationToken);
        if (granted is null && !gate.IsOpen)
        {
            return PaperErrors.GateClosed.ToProblem();
        }

        var graduation = new GraduationRequest(
            id,
            request.Name.Trim(),
            gate.NextCash ?? owned.Account.StartingCash,
            owned.Account.Leverage,
            owned.Account.Costs
        );
        var opened = await grains.GetGrain<IPaperAccounts>(key.UserId).Ask(accounts => accounts.Graduate(key, graduation), cancellationToken);
        return opened.ToHttp(http, account => TypedResults.Created("/api/trading/paper/accounts", account));
    }
}

/// <summary>The record of what was granted tells of it.</summary>
internal sealed class AuditGraduation(AuditLog audit) : IEventHandler<AccountGraduated>
{
    public const string Name = "paper-trading.audit-graduation";

    public Task Handle(AccountGraduated @event, EventContext context, CancellationToken cancellationToken)
    {
        audit.Append(
            new AuditEntry("paper-trading.account-graduated", "paper-account", @event.AccountId.ToString())
            {
                ActorId = @event.Owner,
                After = new { @event.NewAccountId, @event.StartingCash },
            }
        );
        return Task.CompletedTask;
    }
}
