using System.Net;
using System.Text.Json;
using Ami.TestKit;

namespace Ami.Tests.ApiService;

/// <summary>
/// Ten thousand requests that nobody should send, to every operation of the document: none may break the server, and every refusal carries a code.
/// </summary>
[TestClass]
public sealed partial class FuzzTests
{
    private const int Requests = 10_000;

    /// <summary>Honest answers of a system whose market feed does not run in this test, and that has no key of a payment provider.</summary>
    private static readonly string[] AllowedUnavailable = ["market.no_quote", "payments.provider_unavailable"];

    [TestMethod]
    public async Task Api_MalformedRequests_NeverFailsAndAlwaysLabels()
    {
        await using var host = await ApiHost.Start();
        var user = await host.SignUp();
        using var document = JsonDocument.Parse(await host.Anonymous().GetStringAsync("/openapi/ami.json"));
        var nonsense = new Nonsense(document.RootElement);
        var client = host.Server.CreateClient();
        client.BaseAddress = new Uri("https://localhost");

        var failures = new List<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (seed, cancel) =>
            {
                using var request = nonsense.Request(new Random(seed), user.AccessToken);
                using var response = await client.SendAsync(request, cancel);
                if (await Complaint(response) is not { } complaint)
                {
                    return;
                }

                lock (failures)
                {
                    failures.Add($"{seed}: {request.Method} {request.RequestUri} {complaint}");
                }
            }
        );
        failures.Take(20).ShouldBeEmpty($"{failures.Count} of {Requests} requests");
    }

    private static async Task<string?> Complaint(HttpResponseMessage response)
    {
        if (response.StatusCode < HttpStatusCode.BadRequest)
        {
            return null;
        }

        var body = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"{(int)response.StatusCode} without problem details: {body}";
        }

        var problem = await response.Refusal();
        if (!problem.Code.Contains('.') || problem.TraceId is not { Length: > 0 })
        {
            return $"{(int)response.StatusCode} without label: {body}";
        }

        return response.StatusCode < HttpStatusCode.InternalServerError || AllowedUnavailable.Contains(problem.Code)
            ? null
            : $"{(int)response.StatusCode} {body}";
    }
}
