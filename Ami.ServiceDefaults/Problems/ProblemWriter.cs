using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ami.ServiceDefaults.Problems;

/// <summary>
/// Writes every ProblemDetails of the process, whoever made it, so that each has type, title, status, code and traceId.
/// Unlike the framework's writer it does not look at Accept: an error without a body helps nobody.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    internal const string TypePrefix = "https://ami.local/problems/";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        Complete(context.ProblemDetails, context.HttpContext);
        return new ValueTask(
            context.HttpContext.Response.WriteAsJsonAsync(
                context.ProblemDetails,
                context.ProblemDetails.GetType(),
                Json,
                "application/problem+json",
                context.HttpContext.RequestAborted
            )
        );
    }

    public static void Complete(ProblemDetails problem, HttpContext context)
    {
        var status = problem.Status ??= context.Response.StatusCode;
        var known = ProblemCatalog.For(status);
        if (problem.Extensions.TryGetValue("code", out var given) is false || given is not string code)
        {
            problem.Extensions["code"] = code = known.Code;
        }

        if (string.IsNullOrEmpty(problem.Title) || code == known.Code)
        {
            problem.Title = known.Title;
        }

        problem.Type = TypePrefix + code;
        if (problem.Extensions.TryGetValue("retryAfter", out var seconds) && seconds is int wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
        }

        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
    }
}

/// <summary>The way for code outside an endpoint (middleware, handlers) to answer with ProblemDetails.</summary>
public static class ProblemResponses
{
    /// <summary>Answers with ProblemDetails; code and title come from the status when not given.</summary>
    public static Task WriteProblem(this HttpContext context, int status, string? code = null, string? detail = null, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = status;
        // An answer that was announced as empty may have been forwarded or begun by others.
        context.Response.ContentLength = null;
        var problem = new ProblemDetails { Status = status, Detail = detail };
        if (retryAfter is { } wait)
        {
            problem.Extensions["retryAfter"] = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        }

        if (code is not null)
        {
            problem.Extensions["code"] = code;
        }

        return new ProblemWriter().WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem }).AsTask();
    }

    /// <summary>Says with 503 <c>server.busy</c> that nothing was done because more is asked for than can be answered.</summary>
    public static Task WriteBusy(this HttpContext context) =>
        context.WriteProblem(
            StatusCodes.Status503ServiceUnavailable,
            "server.busy",
            "More is asked for than can be answered right now. Nothing was done; try again in a moment.",
            TimeSpan.FromSeconds(1)
        );
}
