using System.Text.Json;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>What every operation of the committed OpenAPI document says.</summary>
[TestClass]
public class OpenApiDocumentTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [TestMethod]
    public void Operations_EveryOne_HasASummaryAndSaysHowItFails()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Find().Root, "Ami.ApiService", "openapi", "ami.json")));
        var operations = (
            from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            where Methods.Contains(method.Name)
            select (Name: $"{method.Name} {path.Name}", Facts: method.Value)
        ).ToList();
        operations.Count.ShouldBeGreaterThan(100);
        operations
            .Where(o => !o.Facts.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 5 })
            .Select(o => o.Name)
            .ShouldBeEmpty();
        operations.Where(o => !o.Facts.GetProperty("responses").TryGetProperty("default", out _)).Select(o => o.Name).ShouldBeEmpty();
    }
}
