using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>
/// During a rolling update silos and clients of two versions talk to each other, so a contract of grains only grows. What stands is kept in
/// <c>grain-contracts.txt</c>.
/// </summary>
[TestClass]
public class GrainContractTests
{
    private const string Add = "AMI_ADD_GRAIN_CONTRACTS";

    private static readonly string File = Path.Combine(Repository.Find().Root, "Ami.Tests", "Architecture", "grain-contracts.txt");

    [TestMethod]
    public void Contracts_OnlyGrow()
    {
        var (current, faults) = GrainContracts.Of(OwnAssemblies.WithLeftOut);
        faults.ShouldBeEmpty("Grains, methods and messages have explicit names that outlive a renaming in the code.");

        var kept = System.IO.File.ReadAllLines(File);
        kept.Except(current)
            .ShouldBeEmpty(
                "A running process of the version before would not be understood. Leave these as they are, and add what is new beside them: a method with a new [Alias], "
                    + "a message with a new [Alias], a member with the next free [Id]."
            );

        var added = current.Except(kept).ToList();
        if (Environment.GetEnvironmentVariable(Add) == "true")
        {
            System.IO.File.WriteAllLines(File, current);
        }
        else
        {
            added.ShouldBeEmpty($"These are new. Once they are as they shall stay, run this test with {Add}=true and commit grain-contracts.txt.");
        }
    }
}
