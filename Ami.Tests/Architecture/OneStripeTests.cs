using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>
/// The product has one way to pay. It is told an address and two secrets, and nothing in it may ask whether Stripe or its stand-in answers there; else what is
/// tested is not what takes money.
/// </summary>
[TestClass]
public sealed class OneStripeTests
{
    /// <summary>Words by which somebody would ask.</summary>
    private static readonly string[] Questions =
    [
        "StripeSimulator",
        "SimulatedStripe",
        "Simulator:",
        "Simulator__",
        "/simulator/",
        "api.stripe.com",
        "sk_test",
        "sk_live",
        "pk_test",
        "pk_live",
        "cs_test",
        "4242",
    ];

    [TestMethod]
    public void Product_AboutPayments_NeverAsksWhichStripeItIs()
    {
        var root = Repository.Find().Root;
        var sources = (
            from folder in new[] { "Ami.Kernel", "Ami.Core", "Ami.Modules", "Ami.ServiceDefaults", "Ami.ApiService", "Ami.Silo", "Ami.Web" }
            from pattern in new[] { "*.cs", "*.csproj", "*.ts", "*.tsx", "appsettings*.json" }
            from file in Directory.EnumerateFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories)
            let path = Path.GetRelativePath(root, file)
            where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or "wwwroot")
            select (Path: path, Text: File.ReadAllText(file))
        ).ToList();
        sources.Count.ShouldBeGreaterThan(500);
        (
            from source in sources
            from question in Questions
            where source.Text.Contains(question, StringComparison.OrdinalIgnoreCase)
            select $"{source.Path} knows {question}"
        ).ShouldBeEmpty();
    }

    [TestMethod]
    public void Simulator_OfStripe_StandsOnNothingOfTheProductThatCouldPay()
    {
        var project = File.ReadAllText(Repository.Find().At("Ami.StripeSimulator", "Ami.StripeSimulator.csproj"));
        foreach (var part in new[] { "Ami.Core", "Ami.Modules", "Stripe.net" })
        {
            project.ShouldNotContain($"\"{part}");
            project.ShouldNotContain($"/{part}");
        }
    }
}
