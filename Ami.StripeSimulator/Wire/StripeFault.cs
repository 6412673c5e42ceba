namespace Ami.StripeSimulator.Wire;

/// <summary>An answer of Stripe that is an error, in its shape: <c>{"error": {"type": …, "code": …, "message": …, "param": …}}</c>.</summary>
internal sealed class StripeFault(int status, string type, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string? Code { get; init; }

    public string? Param { get; init; }

    /// <summary>What else the error names: the decline's code, the payment intent, the charge.</summary>
    public JsonObject More { get; init; } = [];

    /// <summary>Whether what was done until then stays, as the declined charge of a payment does.</summary>
    public bool KeepsEffects { get; init; }

    public static StripeFault Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", message) { Code = code, Param = param };

    public static StripeFault Missing(string param) => Invalid($"Missing required param: {param}.", param, "parameter_missing");

    public static StripeFault NotFound(string kind, string id, string param = "id") =>
        new(404, "invalid_request_error", $"No such {kind.Replace('.', ' ')}: '{id}'") { Code = "resource_missing", Param = param };

    public JsonObject Body()
    {
        var error = More.Copy();
        error["type"] = type;
        error["message"] = Message;
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        }

        if (Param is not null)
        {
            error["param"] = Param;
        }

        return new JsonObject { ["error"] = error };
    }
}
