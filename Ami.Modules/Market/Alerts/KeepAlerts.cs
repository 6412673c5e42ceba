using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Rules;
using Ami.Modules.Market.Webhooks;
using Ami.Quant.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// A person's alerts. Sending the same again changes nothing; a change that was made to an older version than what is there is refused, and the refusal says
/// what is there (<c>current</c>). What changes when an alert fires is the silo's and no new version, but its end is.
/// </summary>
internal sealed class KeepAlerts(UnitOfWork unitOfWork, MarketDb db, WebhookHosts hosts, SymbolDirectory directory, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder trading)
    {
        var alerts = trading.MapGroup("/alerts").MeteredBy(Metering.Reads);
        alerts.MapGet("", List).WithName("ListAlerts").WithSummary("The signed-in user's alerts.");
        alerts
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("KeepAlert")
            .WithSummary("Makes an alert, or changes the version of it that the client saw. A wrong condition is refused with the places of its mistakes.");
        alerts
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteAlert")
            .WithSummary("Deletes an alert with its firings; with `version` only if it is still the one the client saw.");
        PreviewAlert.Map(alerts);
        ListFirings.Map(alerts);
        MakeSecret.Map(alerts);
    }

    private static async Task<Ok<AlertList>> List(
        ClaimsPrincipal user,
        MarketDb db,
        SymbolDirectory directory,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var own = await db.Alerts.AsNoTracking().Where(a => a.UserId == user.UserId()).OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        var made = await db.AlertSecrets.Where(s => s.UserId == user.UserId()).Select(s => (DateTimeOffset?)s.MadeAt).SingleOrDefaultAsync(cancellationToken);
        var symbols = (await directory.All(cancellationToken)).ToDictionary(spec => spec.Symbol.Value);
        return TypedResults.Ok(
            new AlertList([.. own.Select(alert => AlertView.Of(alert, time.GetUtcNow(), symbols.GetValueOrDefault(alert.Symbol ?? "")))], made)
        );
    }

    private static async Task<Results<Ok<AlertView>, ProblemHttpResult>> Put(
        Guid id,
        KeepAlertRequest request,
        ClaimsPrincipal user,
        KeepAlerts keeping,
        CancellationToken cancellationToken
    )
    {
        var (found, refusal, mistakes) = await keeping.Keep(user.UserId(), id, request, cancellationToken);
        var view = found is null ? null : await keeping.View(found, cancellationToken);
        return mistakes.Count > 0 ? Wrong(RuleProblems.Invalid, mistakes)
            : refusal is null && view is not null ? TypedResults.Ok(view)
            : Refused(refusal ?? AlertErrors.Unknown, view);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        int? version,
        ClaimsPrincipal user,
        KeepAlerts keeping,
        CancellationToken cancellationToken
    ) =>
        await keeping.Delete(user.UserId(), id, version, cancellationToken) is { } found
            ? Refused(AlertErrors.Changed, await keeping.View(found, cancellationToken))
            : TypedResults.NoContent();

    /// <summary>A refusal, with the places of mistakes in a condition.</summary>
    internal static ProblemHttpResult Wrong(Error wrong, IReadOnlyList<RuleError> mistakes) =>
        mistakes.Count > 0 ? RuleProblems.Refuse([.. RuleProblems.Of("rule", mistakes)]) : wrong.ToProblem();

    private static ProblemHttpResult Refused(Error error, AlertView? found)
    {
        var problem = error.ToProblem();
        if (found is not null)
        {
            problem.ProblemDetails.Extensions["current"] = AlertRules.Element(found);
        }

        return problem;
    }

    private async Task<AlertView> View(Alert alert, CancellationToken cancellationToken) =>
        AlertView.Of(alert, time.GetUtcNow(), (await directory.All(cancellationToken)).FirstOrDefault(spec => spec.Symbol.Value == alert.Symbol));

    /// <summary>Keeps an alert.</summary>
    /// <returns>What is there then; why it was refused, if it was; and mistakes in the condition.</returns>
    internal async Task<(Alert? Found, Error? Refusal, IReadOnlyList<RuleError> Mistakes)> Keep(
        Guid userId,
        Guid id,
        KeepAlertRequest request,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var (checking, mistakes) = await Check(userId, request, now, cancellationToken);
        if (!checking.Try(out var wanted, out var wrong))
        {
            return (null, wrong, mistakes);
        }

        var (found, refusal) = await Keep(userId, id, request, wanted, now, cancellationToken);
        return (found, refusal, []);
    }

    private async Task<(Result<Wanted> Wanted, IReadOnlyList<RuleError> Mistakes)> Check(
        Guid userId,
        KeepAlertRequest request,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (AlertRules.Check(request, now) is { } wrong)
        {
            return (wrong, []);
        }

        // Whether there is such a list is told in the transaction, after whether the client saw what is there.
        if (
            !(
                request.WatchlistId is null
                    ? await AlertFacts.Symbols(db, userId, request.Symbol, null, directory, cancellationToken)
                    : Array.Empty<SymbolSpec>()
            ).Try(out var specs, out var error)
            || !ChartInterval.Parse(request.Interval).Try(out var interval, out error)
            || !(await AlertFacts.Of(db, userId, specs, request.Symbol, request.DrawingId, now.ToUnixTimeMilliseconds(), cancellationToken)).Try(
                out var about,
                out error
            )
        )
        {
            return (error, []);
        }

        if (!AlertRules.Compile(request.Rule, about.Facts, interval, out var mistakes).Try(out var program, out error))
        {
            return (error, mistakes);
        }

        if (request.Webhook is { } address)
        {
            if (await hosts.Check(address, cancellationToken) is { } refused)
            {
                return (refused, []);
            }

            if (!await db.AlertSecrets.AnyAsync(s => s.UserId == userId, cancellationToken))
            {
                return (AlertErrors.SecretMissing, []);
            }
        }

        var symbol = request.Symbol is null ? null : specs[0].Symbol.Value;
        return (new Wanted(symbol, request.WatchlistId, ChartInterval.Name(interval), program.Text, request.Enabled), []);
    }

    private Task<(Alert? Found, Error? Refusal)> Keep(
        Guid userId,
        Guid id,
        KeepAlertRequest request,
        Wanted asked,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        unitOfWork.Run<(Alert? Found, Error? Refusal)>(
            async ct =>
            {
                await AlertsOnLists.Hold(unitOfWork, userId, ct);
                var wanted = request is { Symbol: null, SaysWatchlist: false } ? asked with { WatchlistId = await ListOf(userId, id, ct) } : asked;
                var (scopes, listed) = await Begin(userId, id, wanted, ct);
                var found = await db.Alerts.SingleOrDefaultAsync(a => a.UserId == userId && a.Id == id, ct);
                if (found is null ? request.Version > 0 : AlertChange.IsSame(found, request, wanted) || found.Version != request.Version)
                {
                    return (
                        found,
                        found is null ? AlertErrors.Unknown
                        : AlertChange.IsSame(found, request, wanted) ? null
                        : AlertErrors.Changed
                    );
                }

                if (await AlertRoom.Lacks(unitOfWork, db, userId, found, wanted, listed, ct) is { } full)
                {
                    return (found, full);
                }

                var beginsAnew = found is null || AlertChange.Take(found, request, wanted, now);
                if (found is null)
                {
                    found = AlertChange.New(userId, id, request, wanted, now);
                    db.Alerts.Add(found);
                }
                else if (beginsAnew)
                {
                    await AlertStates.Forget(unitOfWork, found, ct);
                }

                await AlertScopes.Touch(unitOfWork, scopes, await directory.All(ct), now, ct);
                await db.SaveChangesAsync(ct);
                if (beginsAnew && listed is not null)
                {
                    await AlertsOnLists.Begin(unitOfWork, found, listed, ct);
                }

                return (found, null);
            },
            cancellationToken
        );

    /// <summary>The list that an alert is about, if any: a client of before there were such says none, and does not take it away.</summary>
    private Task<Guid?> ListOf(Guid userId, Guid id, CancellationToken cancellationToken) =>
        db.Alerts.Where(a => a.UserId == userId && a.Id == id).Select(a => a.WatchlistId).SingleOrDefaultAsync(cancellationToken);

    /// <returns>What is there instead of the version that was to be deleted; null when nothing is there any more.</returns>
    private Task<Alert?> Delete(Guid userId, Guid id, int? version, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await AlertsOnLists.Hold(unitOfWork, userId, ct);
                var (scopes, _) = await Begin(userId, id, null, ct);
                var found = await db.Alerts.SingleOrDefaultAsync(a => a.UserId == userId && a.Id == id, ct);
                if (found is null || version is { } seen && seen != found.Version)
                {
                    return found;
                }

                await AlertScopes.Touch(unitOfWork, scopes, [], time.GetUtcNow(), ct);
                db.Alerts.Remove(found);
                await db.SaveChangesAsync(ct);
                return null;
            },
            cancellationToken
        );

    /// <summary>
    /// For a change of a person's alerts, which are held. The silo that looks at the alert's group, before or after the change, does so before or after it as a
    /// whole: it holds the group's row, and sees that its alerts have changed.
    /// </summary>
    /// <returns>The groups that are held; and the symbols of the list that it is to be about, null where there is none.</returns>
    private async Task<(List<(string? Symbol, string Interval)> Scopes, string[]? Listed)> Begin(
        Guid userId,
        Guid id,
        Wanted? wanted,
        CancellationToken cancellationToken
    )
    {
        var scopes = new List<(string? Symbol, string Interval)>();
        async Task<string[]?> Add(string? symbol, Guid? watchlistId, string interval)
        {
            var listed = watchlistId is { } list ? await AlertsOnLists.SymbolsOf(db, userId, list, cancellationToken) : null;
            scopes.AddRange(watchlistId is null ? [(symbol, interval)] : (listed ?? []).Select(one => ((string?)one, interval)));
            return listed;
        }

        var before = await db
            .Alerts.Where(a => a.UserId == userId && a.Id == id)
            .Select(a => new
            {
                a.Symbol,
                a.WatchlistId,
                a.Interval,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (before is not null)
        {
            await Add(before.Symbol, before.WatchlistId, before.Interval);
        }

        var watched = wanted is null ? null : await Add(wanted.Symbol, wanted.WatchlistId, wanted.Interval);
        await AlertScopes.Hold(unitOfWork, scopes, cancellationToken);
        return (scopes, watched);
    }

    /// <summary>What a request comes to.</summary>
    /// <param name="Symbol">As it is stored; null for several.</param>
    /// <param name="WatchlistId">The list whose symbols it is about, if any.</param>
    /// <param name="Interval">As it is stored.</param>
    /// <param name="Rule">In canonical form.</param>
    /// <param name="IsOn">Whether it is to be switched on.</param>
    internal sealed record Wanted(string? Symbol, Guid? WatchlistId, string Interval, string Rule, bool IsOn);
}
