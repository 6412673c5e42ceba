using System.Globalization;
using System.Security.Claims;
using Ami.Core.Documents;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.PaperTrading.Statements;

internal static class GetStatement
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/accounts/{id:guid}/statement", Handle)
            .MeteredBy(Metering.Reads)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, PdfDocuments.ContentType)
            .WithName("GetPaperStatement")
            .WithSummary(
                "A PDF with what happened on an account since its last reset, in a period of whole days in the user's time zone: balances, closed trades, executions, fees, equity curve."
            );

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        Guid id,
        DateOnly from,
        DateOnly to,
        Choice<Language>? language,
        ClaimsPrincipal user,
        IPersonDirectory people,
        IGrainFactory grains,
        PaperTradingDb db,
        NpgsqlDataSource dataSource,
        HttpResponse response,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var person = await people.Find(user.UserId(), cancellationToken);
        var zone = LocalFormat.Zone(person?.TimeZone);
        if (!StatementPeriod.Of(from, to, zone).Try(out var period, out var invalid))
        {
            return invalid.ToProblem();
        }

        var userId = user.UserId();
        if (!(await grains.GetGrain<IPaperAccount>(id).Ask(account => account.Look(userId), cancellationToken)).Try(out var look, out var missing))
        {
            return missing.ToProblem();
        }

        if (look.Replay is not null)
        {
            return PaperErrors.ReplayAccount.ToProblem();
        }

        var now = time.GetUtcNow();
        if (!(await Statement.Read(db, dataSource, look.Summary, period, now, cancellationToken)).Try(out var statement, out var tooLong))
        {
            return tooLong.ToProblem();
        }

        var reader = new StatementReader(person?.DisplayName, language?.Value ?? person?.Language ?? Language.Es, zone, now);
        response.Headers.CacheControl = "no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"ami-statement-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.pdf");
        return PdfDocuments.Write(StatementDocument.Of(statement, reader)).ToHttp(pdf => TypedResults.File(pdf, PdfDocuments.ContentType, name));
    }
}
