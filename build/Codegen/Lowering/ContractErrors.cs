
namespace Codegen.Lowering;

/// <summary>Errors at a place in the contract that is known by its pointer.</summary>
internal static class ContractErrors
{
    public static ContractException ErrorAt(this ContractDocument document, string pointer, string message) =>
        new(message, pointer, document.PositionOf(pointer));
}
