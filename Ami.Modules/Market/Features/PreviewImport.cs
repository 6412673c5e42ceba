using Ami.Modules.Market.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

/// <summary>How a file of candles would be read, before it is imported. Nothing of it is kept.</summary>
internal static class PreviewImport
{
    // What stands for them while nobody has said them: columns that are named by a currency are found when the symbol is, and an interval by how far bars are apart.
    private const string NoSymbol = "X",
        NoInterval = "1m";

    public static void Map(IEndpointRouteBuilder imports) =>
        imports
            .MapPost("/preview", Handle)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(ImportCandlesJob.Permission)
            .TakesCandleFile()
            .WithName("PreviewCandleImport")
            .WithSummary(
                "How a file, the body, would be read: its first rows, which column is what, the first bars. With `part` the body is a file's beginning. Nothing is kept."
            );

    private static async Task<Results<Ok<ImportPreview>, ProblemHttpResult>> Handle(
        string? symbol,
        string? interval,
        string? layout,
        string? map,
        bool? acceptOpenEnd,
        bool? part,
        HttpRequest http,
        TimeProvider time
    )
    {
        var terms = new ImportTerms(symbol ?? NoSymbol, interval ?? NoInterval, layout, AcceptOpenEnd: acceptOpenEnd ?? false, Map: map);
        if (!ImportRequest.Of(terms).Try(out var request, out var refused))
        {
            return refused.ToProblem();
        }

        await using var file = TemporaryFile.Create();
        return (await http.ReceiveCandleFile(file)).Try(out _, out var missing)
            ? TypedResults.Ok(
                ImportPreview.Of(request, interval is not null, file, part ?? false, time.GetUtcNow().ToUnixTimeMilliseconds(), http.HttpContext.RequestAborted)
            )
            : missing.ToProblem();
    }
}
