using System.Security.Cryptography;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>Candles from a file that staff upload: the body of the request is the file, and a long job imports it.</summary>
internal static class ImportCandles
{
    public static void Map(IEndpointRouteBuilder imports)
    {
        imports
            .MapPost("", Start)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(ImportCandlesJob.Permission)
            .RequireIdempotencyKey()
            .TakesCandleFile()
            .WithName("ImportCandles")
            .WithSummary(
                "Starts a long job that imports candles from a CSV file (perhaps packed with gzip or ZIP), the body; `map` says what is not recognised."
            );
        imports
            .MapGet("/{id:guid}", Get)
            .RequirePermission(ImportCandlesJob.Permission)
            .WithName("GetCandleImport")
            .WithSummary("What an import that succeeded has done.");
    }

    private static async Task<Results<Accepted<LongJobView>, ProblemHttpResult>> Start(
        string? symbol,
        string? interval,
        string? layout,
        string? name,
        string? @class,
        string? currency,
        bool? skipBadLines,
        bool? acceptOpenEnd,
        string? map,
        RequestKey key,
        HttpContext http,
        UnitOfWork unitOfWork,
        LongJobs jobs,
        AuditLog audit
    )
    {
        var terms = new ImportTerms(symbol, interval, layout, name, @class, currency, skipBadLines ?? false, acceptOpenEnd ?? false, map);
        if (!ImportRequest.Of(terms).Try(out var request, out var refused))
        {
            return refused.ToProblem();
        }

        var cancellationToken = http.RequestAborted;
        await using var file = TemporaryFile.Create();
        if (!(await http.Request.ReceiveCandleFile(file)).Try(out var hash, out var missing))
        {
            return missing.ToProblem();
        }

        var id = jobs.NewId();
        var stored = await jobs.StoreInput(id, file, cancellationToken);
        var job = new NewLongJob<ImportTerms>(id, http.User.UserId(), $"{request.Symbol} {request.Interval}", terms)
        {
            File = stored,
            // The key's own hash knows no body that is no JSON.
            Request = key with
            {
                Hash = SHA256.HashData([.. key.Hash, .. hash]),
            },
        };
        Answer<LongJobView>? answer = null;
        await unitOfWork.Run(
            async ct =>
            {
                answer = await jobs.Enqueue(ImportCandlesJob.Kind, job, ct);
                if (answer is not { Result.IsOk: true, Replayed: false })
                {
                    return answer.Result;
                }

                audit.Append(
                    new AuditEntry("market.import-requested", "symbol", request.Symbol.Value)
                    {
                        After = new
                        {
                            job = id,
                            interval = request.Interval.ToString(),
                            bytes = file.Length,
                        },
                    }
                );
                return answer.Result;
            },
            cancellationToken
        );
        // What an exception leaves behind is swept.
        if (answer is not { Result.IsOk: true, Replayed: false })
        {
            await jobs.DiscardInput(stored, CancellationToken.None);
        }

        return answer!.ToHttp(http, view => TypedResults.Accepted($"/api/me/jobs/{view.Id}", view));
    }

    private static async Task<Results<Ok<ImportedCandles>, ProblemHttpResult>> Get(Guid id, LongJobs jobs, CancellationToken cancellationToken) =>
        (await jobs.Result(ImportCandlesJob.Kind, id, cancellationToken)).Try(out var imported, out _)
            ? TypedResults.Ok(imported)
            : MarketErrors.ImportUnknown.ToProblem();
}
