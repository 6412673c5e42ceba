using System.Globalization;
using System.Security.Claims;
using Ami.Core.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Payments;

/// <summary>Which wallet is meant.</summary>
internal enum WalletRealm
{
    /// <summary>Money that was paid in.</summary>
    Real,

    /// <summary>Practice money.</summary>
    Practice,
}

/// <summary>The movements of one's wallet: as a list, and of some days as a CSV or PDF file.</summary>
internal static class ReadStatement
{
    private const int MostRows = 2_000;

    /// <param name="Currency">Of the wallet's currencies; US dollars when left out, and always for practice money.</param>
    /// <param name="Realm">Which wallet; that of real money when left out.</param>
    internal readonly record struct WalletChoice(string? Currency = null, Choice<WalletRealm>? Realm = null)
    {
        public Result<LedgerAccount> Account(Guid userId) =>
            Realm is { Value: WalletRealm.Practice } ? PracticeWallet.Of(userId)
            : WalletMoney.Find(Currency ?? "USD") is { } currency ? WalletMoney.Cash(userId, currency)
            : WalletErrors.CurrencyUnknown;
    }

    public static void Map(IEndpointRouteBuilder wallet)
    {
        wallet
            .MapGet("/transactions", List)
            .WithName("ListWalletTransactions")
            .WithSummary("What moved the signed-in user's wallet, newest first, each with the balance before and after.");
        wallet
            .MapGet("/statement.csv", Csv)
            .WithUrgency(Urgency.Bulk)
            .WithName("ExportWalletStatement")
            .WithSummary("What moved the wallet in some days of the user's time zone, as CSV.");
        wallet
            .MapGet("/statement.pdf", Pdf)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, PdfDocuments.ContentType)
            .WithName("GetWalletStatementPdf")
            .WithSummary("What moved the wallet in some days of the user's time zone, as a PDF.");
    }

    private static async Task<Results<Ok<Page<WalletEntry>>, ProblemHttpResult>> List(
        [AsParameters] WalletChoice choice,
        Choice<WalletEntryKind>? kind,
        bool? incoming,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string? cursor,
        int? limit,
        ClaimsPrincipal user,
        WalletEntries entries,
        CancellationToken cancellationToken
    )
    {
        if (!choice.Account(user.UserId()).Try(out var account, out var unknown))
        {
            return unknown.ToProblem();
        }

        var filter = new WalletEntryFilter(from?.ToUniversalTime(), to?.ToUniversalTime(), kind?.Value, incoming);
        return (await entries.Page(account.Id, filter, cursor, limit, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Csv(
        [AsParameters] WalletChoice choice,
        DateOnly from,
        DateOnly to,
        ClaimsPrincipal user,
        StatementSource source,
        CancellationToken cancellationToken
    )
    {
        if (!(await source.Read(choice, from, to, null, user.UserId(), MostRows, cancellationToken)).Try(out var statement, out var refused))
        {
            return refused.ToProblem();
        }

        return CsvExport.Of(
            $"{Name(statement)}.csv",
            statement.Entries.ToAsyncEnumerable(),
            new("at", e => e.At),
            new("kind", e => WalletWords.In(statement.Language).Of(e.Kind)),
            new("amount", e => e.Amount),
            new("currency", _ => statement.Currency),
            new("before", e => e.Before),
            new("after", e => e.After),
            new("id", e => e.Id)
        );
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pdf(
        [AsParameters] WalletChoice choice,
        DateOnly from,
        DateOnly to,
        Choice<Language>? language,
        ClaimsPrincipal user,
        StatementSource source,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (!(await source.Read(choice, from, to, language?.Value, user.UserId(), MostRows, cancellationToken)).Try(out var statement, out var refused))
        {
            return refused.ToProblem();
        }

        response.Headers.CacheControl = "no-store";
        return PdfDocuments
            .Write(WalletStatement.Document(statement))
            .ToHttp(pdf => TypedResults.File(pdf, PdfDocuments.ContentType, $"{Name(statement)}.pdf"));
    }

    private static string Name(WalletStatement statement) =>
        string.Create(CultureInfo.InvariantCulture, $"ami-wallet-{statement.Currency}-{statement.From:yyyy-MM-dd}-{statement.To:yyyy-MM-dd}");
}
