using System.Collections.Immutable;
using System.Security.Claims;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>One change of an account's rules.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Rules">As they were set.</param>
/// <param name="AtOnce">What held of it at once, with what was tighter before.</param>
/// <param name="LoosenedFrom">When what was loosened was in force, UTC; null where nothing was.</param>
public sealed record RuleChangeView(DateTimeOffset At, AccountRules Rules, AccountRules AtOnce, DateTimeOffset? LoosenedFrom);

/// <summary>Something that a rule refused.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Symbol">What the order would have traded.</param>
/// <param name="Rule">Which.</param>
/// <param name="Limit">What it allowed.</param>
/// <param name="Figure">What there would have been.</param>
public sealed record RuleBreachView(DateTimeOffset At, string Symbol, RuleKind Rule, decimal Limit, decimal Figure);

/// <param name="Look">The rules, and how the account stands by them; null while an update is under way.</param>
/// <param name="Changes">Newest first, at most 50.</param>
/// <param name="Breaches">What was refused, newest first, at most 50.</param>
public sealed record RulesView(RulesLook? Look, IReadOnlyList<RuleChangeView> Changes, IReadOnlyList<RuleBreachView> Breaches);

internal static class GetRules
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/accounts/{id:guid}/rules", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperRules")
            .WithSummary("The rules that the owner set for an account, how they were changed, and what they refused.");

    private static async Task<Results<Ok<RulesView>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        IGrainFactory grains,
        NpgsqlDataSource dataSource,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        if (!(await grains.GetGrain<IPaperAccount>(id).Ask(account => account.Look(userId), cancellationToken)).Try(out var look, out var missing))
        {
            return missing.ToProblem();
        }

        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(RuleRows.Select(id, Most));
        batch.BatchCommands.Add(RuleRows.SelectBreaches(id, Most));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var changes = await reader.All(RuleRows.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var breaches = await reader.All(RuleRows.ReadBreach, cancellationToken);
        return TypedResults.Ok(
            new RulesView(look.Rules, [.. changes.Select(c => new RuleChangeView(c.At, c.State.Wanted, c.State.AtOnce, c.State.WantedFrom))], breaches)
        );
    }
}

internal static class SetRules
{
    private const int MostLosses = 20;
    private const int MostMinutes = 10_080;
    private const int MostPositions = 100;

    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPut("/accounts/{id:guid}/rules", Handle)
            .RequireIdempotencyKey()
            .WithName("SetPaperRules")
            .WithSummary("Sets the rules of an account: what is tightened holds at once, what is loosened from the next day (UTC). What is absent is no rule.");

    /// <summary>What is wrong with rules; null when nothing is.</summary>
    internal static Error? ShapeError(AccountRules rules)
    {
        var fields = ImmutableDictionary<string, string[]>.Empty;
        foreach (var (field, value) in new[] { ("riskPerTradePct", rules.RiskPerTradePct), ("riskPerDayPct", rules.RiskPerDayPct) })
        {
            Check(field, value is null or (> 0 and <= 100), "Has to be above 0 and at most 100 percent.");
            Check(field, value is null || decimal.Round(value.Value, 2) == value, "Has at most two decimals.");
        }

        Check("coolDownLosses", rules.CoolDownLosses is null or (> 0 and <= MostLosses), $"Has to be between 1 and {MostLosses}.");
        Check("coolDownMinutes", rules.CoolDownMinutes is null or (> 0 and <= MostMinutes), $"Has to be between 1 and {MostMinutes}.");
        Check("coolDownMinutes", rules.CoolDownLosses.HasValue == rules.CoolDownMinutes.HasValue, "A cool-down has losses and minutes.");
        Check("mostPositions", rules.MostPositions is null or (> 0 and <= MostPositions), $"Has to be between 1 and {MostPositions}.");
        return fields.IsEmpty ? null : Error.Invalid("paper.rules_invalid", "These are not possible rules.") with { Fields = fields };

        void Check(string field, bool holds, string message) => fields = holds ? fields : fields.SetItem(field, [message]);
    }

    private static async Task<Results<Ok<RulesLook>, ProblemHttpResult>> Handle(
        Guid id,
        AccountRules request,
        RequestKey key,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (ShapeError(request) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var set = await grains.GetGrain<IPaperAccount>(id).Ask(account => account.SetRules(key, request), cancellationToken);
        return set.ToHttp(http, look => TypedResults.Ok(look));
    }
}
