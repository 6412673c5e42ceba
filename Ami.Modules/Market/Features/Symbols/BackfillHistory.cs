using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History.Backfill;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Symbols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Market.Features.Symbols;

/// <summary>Staff let a long job fetch more of a symbol's past from the market that it comes from.</summary>
internal static class BackfillHistory
{
    public static void Map(IEndpointRouteBuilder backfills)
    {
        backfills
            .MapPost("", Start)
            .RequirePermission(SymbolPermissions.Manage)
            .RequireIdempotencyKey()
            .WithName("BackfillHistory")
            .WithSummary("Starts a long job that fetches bars of a symbol's past from its market; what is stored already stays.");
        backfills
            .MapGet("/{id:guid}", Get)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("GetBackfill")
            .WithSummary("What a back-fill that succeeded has fetched.");
    }

    private static async Task<Results<Accepted<LongJobView>, ProblemHttpResult>> Start(
        BackfillTerms request,
        RequestKey key,
        HttpContext http,
        NpgsqlDataSource dataSource,
        SourceChoice sources,
        UnitOfWork unitOfWork,
        LongJobs jobs,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!request.Range(time.GetUtcNow()).Try(out var range, out var refused))
        {
            return refused.ToProblem();
        }

        if (await SymbolRows.Find(dataSource, range.Symbol.Value, cancellationToken) is not { } symbol)
        {
            return MarketErrors.SymbolUnknown(range.Symbol.Value).ToProblem();
        }

        if (!sources.IsFollowed(symbol))
        {
            return BackfillTerms.NoSource(range.Symbol).ToProblem();
        }

        var job = new NewLongJob<BackfillTerms>(jobs.NewId(), http.User.UserId(), $"{range.Symbol} {range.Interval}", request) { Request = key };
        Answer<LongJobView>? answer = null;
        await unitOfWork.Run(
            async ct =>
            {
                answer = await jobs.Enqueue(BackfillJob.Kind, job, ct);
                if (answer is { Result.IsOk: true, Replayed: false })
                {
                    audit.Append(
                        new AuditEntry("market.backfill-requested", "symbol", symbol.Symbol)
                        {
                            After = new
                            {
                                job = job.Id,
                                interval = range.Interval.ToString(),
                                request.From,
                                request.To,
                            },
                        }
                    );
                }

                return answer.Result;
            },
            cancellationToken
        );
        return answer!.ToHttp(http, view => TypedResults.Accepted($"/api/me/jobs/{view.Id}", view));
    }

    private static async Task<Results<Ok<BackfilledHistory>, ProblemHttpResult>> Get(Guid id, LongJobs jobs, CancellationToken cancellationToken) =>
        (await jobs.Result(BackfillJob.Kind, id, cancellationToken)).Try(out var fetched, out _) ? TypedResults.Ok(fetched) : BackfillTerms.Unknown.ToProblem();
}
