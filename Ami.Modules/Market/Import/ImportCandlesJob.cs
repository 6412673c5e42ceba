using System.Text;
using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Market.Import;

/// <summary>
/// The import as a long job: what the command does, with a file that was uploaded. Candles, audit entry and result commit together, so a job that is
/// cancelled or cut off before has imported nothing, and one that is run again after it imports nothing twice.
/// </summary>
internal sealed class ImportCandlesJob(CandleImport import, UnitOfWork unitOfWork, AuditLog audit) : ILongJob<ImportTerms, ImportedCandles>
{
    /// <summary>Who may import.</summary>
    public static readonly Permission Permission = new("market.import", [Roles.Admin], "Import candles from files", "Importar velas desde archivos");

    /// <summary>One at a time: the database is the bottleneck, and prices are served meanwhile.</summary>
    public static readonly LongJobKind<ImportTerms, ImportedCandles> Kind = new("market.import-candles")
    {
        MostOpen = 10,
        MostPerDay = 200,
        Resumable = true,
        SeenBy = Permission,
    };

    // Of the whole job, as imports of some hundred thousand rows were seen to take.
    private const double ShareOfReading = 0.6,
        ShareBeforeStoring = 0.7;

    public async Task<Result<ImportedCandles>> Run(ImportTerms input, LongJobContext context, CancellationToken cancellationToken)
    {
        if (context.Checkpoint<ImportedCandles>() is { } done)
        {
            return done;
        }

        if (!ImportRequest.Of(input).Try(out var request, out var refused))
        {
            return refused;
        }

        await using var file = await context.OpenInput(cancellationToken);
        string[] lines = [];
        var result = await unitOfWork.Run<Result<ImportedCandles>>(
            async ct =>
            {
                var imported = await import.Run(request, file, (step, rows) => context.Report(Progress(step, rows, file), ct), ct);
                if (!imported.Try(out var outcome, out var error))
                {
                    return error;
                }

                lines = [.. ImportedCandles.Lines(request, outcome.Report, outcome.File, int.MaxValue)];
                var kept = ImportedCandles.Of(request, outcome.Report, outcome.File);
                audit.Append(
                    new AuditEntry("market.candles-imported", "symbol", kept.Symbol)
                    {
                        ActorId = context.UserId,
                        After = new
                        {
                            job = context.Id,
                            kept.Interval,
                            kept.Rows,
                            kept.Inserted,
                            kept.Present,
                            kept.Differing,
                            kept.BadLines,
                        },
                    }
                );
                await context.Hold(unitOfWork, kept, ct);
                return kept;
            },
            cancellationToken
        );
        if (!result.IsOk)
        {
            return result;
        }

        // Outside the transaction, for the store may be slow. A run that is cut off here leaves a result without its file.
        using var report = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        await context.Keep("import-report.txt", "text/plain; charset=utf-8", report, CancellationToken.None);
        return result;
    }

    private static LongJobProgress Progress(ImportStep step, int rows, Stream file)
    {
        var read = file.Length == 0 ? 1 : (double)file.Position / file.Length;
        var (fraction, code) = step switch
        {
            ImportStep.Reading => (read * ShareOfReading, "market.reading"),
            ImportStep.Checking => (ShareOfReading, "market.checking"),
            _ => (ShareBeforeStoring, "market.storing"),
        };
        return new LongJobProgress((int)step + 1, Enum.GetValues<ImportStep>().Length, fraction, code)
        {
            Figures = new Dictionary<string, double> { ["rows"] = rows },
        };
    }
}
