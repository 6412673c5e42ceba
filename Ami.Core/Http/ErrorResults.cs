using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.Core;

/// <summary>Turns <see cref="Error"/> into RFC 9457 problem details with a stable <c>code</c>.</summary>
public static class ErrorResults
{
    /// <summary>The HTTP status of an error.</summary>
    public static int Status(this ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
            ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
            ErrorKind.Gone => StatusCodes.Status410Gone,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status409Conflict,
        };

    /// <summary>The error as an HTTP answer. <c>traceId</c> is added by the host for every problem.</summary>
    public static ProblemHttpResult ToProblem(this Error error)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = error.Code };
        if (error.Fields.Count > 0)
        {
            extensions["errors"] = error.Fields;
        }

        foreach (var (name, value) in error.Facts)
        {
            extensions[name] = value;
        }

        if (error.RetryAfter is { } wait)
        {
            extensions["retryAfter"] = (int)Math.Ceiling(wait.TotalSeconds);
        }

        return TypedResults.Problem(detail: error.Message, statusCode: error.Kind.Status(), extensions: extensions);
    }

    /// <summary>The value as <paramref name="ok"/> makes it, or the error as a problem.</summary>
    public static Results<TOk, ProblemHttpResult> ToHttp<T, TOk>(this Result<T> result, Func<T, TOk> ok)
        where TOk : IResult => result.Try(out var value, out var error) ? ok(value) : error.ToProblem();
}
