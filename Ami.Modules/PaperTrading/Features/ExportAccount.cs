using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>What an export is about.</summary>
/// <param name="Id">The account.</param>
/// <param name="Generation">Which of its lives; the current one by default.</param>
/// <param name="From">The first day, by the user's time zone.</param>
/// <param name="To">The last day.</param>
public sealed record AccountExport(Guid Id, int? Generation = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>The lists of an account as CSV, whole and oldest first: what the pages show by parts.</summary>
internal static class ExportAccount
{
    private const string Days = "of one life of an account as CSV, oldest first; with `from` and `to` those of these days, by the user's time zone.";

    public static void Map(IEndpointRouteBuilder paper)
    {
        var account = paper.MapGroup("/accounts/{id:guid}").MeteredBy(Metering.Reads).WithUrgency(Urgency.Bulk);
        account.MapGet("/orders/export.csv", Orders).WithName("ExportPaperOrders").WithSummary($"The orders {Days}");
        account.MapGet("/fills/export.csv", Fills).WithName("ExportPaperFills").WithSummary($"The executions {Days}");
        account.MapGet("/equity/export.csv", Equity).WithName("ExportPaperEquity").WithSummary($"Every point of the equity curve {Days}");
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Orders(
        [AsParameters] AccountExport asked,
        string? status,
        ClaimsPrincipal user,
        IPersonDirectory people,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (GetOrders.StatusError(status) is { } unknown)
        {
            return unknown.ToProblem();
        }

        if (!(await Scope(asked, user.UserId(), people, db, cancellationToken)).Try(out var scope, out var refused))
        {
            return refused.ToProblem();
        }

        return CsvExport.Of(
            "paper-orders.csv",
            GetOrders.Matching(db, asked.Id, scope.Generation, status, null, scope.Days).OrderBy(o => o.Id).AsAsyncEnumerable(),
            new("placedAt", o => o.PlacedAt),
            new("updatedAt", o => o.UpdatedAt),
            new("id", o => o.Id),
            new("parentId", o => o.ParentId),
            new("symbol", o => o.Symbol),
            new("side", o => o.Side),
            new("type", o => o.Type),
            new("role", o => o.Role),
            new("status", o => o.Status),
            new("reason", o => o.Reason),
            new("quantity", o => o.Quantity.Plain()),
            new("filledQuantity", o => o.FilledQuantity.Plain()),
            new("limitPrice", o => o.LimitPrice.Plain()),
            new("stopPrice", o => o.StopPrice.Plain()),
            new("takeProfit", o => o.TakeProfit.Plain()),
            new("stopLoss", o => o.StopLoss.Plain()),
            new("averageFillPrice", o => o.AverageFillPrice.Plain()),
            new("fees", o => o.Fees.Plain()),
            new("timeInForce", o => o.TimeInForce),
            new("expiresAt", o => o.ExpiresAt)
        );
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Fills(
        [AsParameters] AccountExport asked,
        ClaimsPrincipal user,
        IPersonDirectory people,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (!(await Scope(asked, user.UserId(), people, db, cancellationToken)).Try(out var scope, out var refused))
        {
            return refused.ToProblem();
        }

        return CsvExport.Of(
            "paper-executions.csv",
            GetFills.Matching(db, asked.Id, scope.Generation, null, scope.Days).OrderBy(f => f.Id).AsAsyncEnumerable(),
            new("at", f => f.At),
            new("id", f => f.Id),
            new("orderId", f => f.OrderId),
            new("symbol", f => f.Symbol),
            new("side", f => f.Side),
            new("quantity", f => f.Quantity.Plain()),
            new("price", f => f.Price.Plain()),
            new("notional", f => f.Notional.Plain()),
            new("fee", f => f.Fee.Plain()),
            new("slippage", f => f.Slippage.Plain()),
            new("realisedPnl", f => f.RealisedPnl.Plain())
        );
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Equity(
        [AsParameters] AccountExport asked,
        ClaimsPrincipal user,
        IPersonDirectory people,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (!(await Scope(asked, user.UserId(), people, db, cancellationToken)).Try(out var scope, out var refused))
        {
            return refused.ToProblem();
        }

        var points = db.EquityPoints.Where(p => p.AccountId == asked.Id && p.Generation == scope.Generation);
        points = scope.Days.Begins is { } begins ? points.Where(p => p.At >= begins) : points;
        points = scope.Days.Ends is { } ends ? points.Where(p => p.At < ends) : points;
        return CsvExport.Of(
            "paper-equity.csv",
            points.OrderBy(p => p.At).AsAsyncEnumerable(),
            new("at", p => p.At),
            new("equity", p => p.Equity.Plain()),
            new("cash", p => p.Cash.Plain())
        );
    }

    private static async Task<Result<(int Generation, ListedDays Days)>> Scope(
        AccountExport asked,
        Guid userId,
        IPersonDirectory people,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (!(await ListedDays.Of(asked.From, asked.To, people, userId, cancellationToken)).Try(out var days, out var invalid))
        {
            return invalid;
        }

        return (await db.Owned(userId, asked.Id, asked.Generation, cancellationToken)).Map(owned => (owned.Generation, days));
    }
}
