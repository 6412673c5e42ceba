using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.Core;

/// <summary>What became of a change.</summary>
/// <param name="Thing">What is there now; null for nothing.</param>
/// <param name="Refusal">Why nothing was changed; null when it is as it was wanted.</param>
public readonly record struct Kept<T>(T? Thing, Error? Refusal)
    where T : class
{
    /// <summary>The thing as it is there now, or the refusal.</summary>
    public Results<Ok<TView>, ProblemHttpResult> ToHttp<TView>(Func<T, TView> view) =>
        Refusal is null && Thing is not null ? TypedResults.Ok(view(Thing)) : Refused(view);

    /// <summary>Nothing, or the refusal to delete it.</summary>
    public Results<NoContent, ProblemHttpResult> ToDeleted<TView>(Func<T, TView> view) => Refusal is null ? TypedResults.NoContent() : Refused(view);

    private ProblemHttpResult Refused<TView>(Func<T, TView> view)
    {
        var problem = (Refusal ?? throw new InvalidOperationException("Nothing is there and nothing was refused.")).ToProblem();
        if (Thing is not null)
        {
            // Written as it is in other answers: problem details have rules of their own.
            problem.ProblemDetails.Extensions["current"] = JsonSerializer.SerializeToElement(view(Thing), LongJobRow.Json);
        }

        return problem;
    }
}
