"""Words that people type out of habit and that ask for nothing: greetings, asides, contractions. Pure.

Both engines take them from here, as part of the lists of `query`.
"""

from __future__ import annotations

from typing import Final

_IGNORED: Final = """
    pls thx ty hey yo guys folks anybody everybody everyone fyi btw imo idk okay kinda gonna wanna gotta cuz bc
    cause because im ive ya lol dont doesnt didnt isnt arent cant wont wouldnt shouldnt wasnt hasnt havent don
    doesn didn isn aren wasn weren wouldn couldn shouldn hasn haven hadn try tried trying wonder wondering think
    thinking thought guess believe heard hear told seem seems happen happens happened happening going come comes
    came coming make makes made making take takes taking keep keeps put puts works worked working check checking
    handle handles handled handling deal understand confused clarify confirm verify assume assuming suppose
    supposed hope matter matters expect expected seen saw seeing talk talks mention mentions mentioned apply
    applies applied considered consider treat treats remind basically exactly usually normally typically always
    ever yet already again too very even maybe perhaps probably likely possible possibly sure wrong true real
    good bad better easy quick quickly soon though although however anyway either neither each every few several
    more such certain specific specifically exact bit sort thing things stuff something anything everything
    somewhere anywhere issue issues problem problems situation scenario idea ideas tip tips boss manager
    supervisor team coworker colleague biller billers coder coders back next ahead into onto over under off else
    etc regarding concerning re am automatically auto itself worse worst difference differences compare compared
    comparison due free cuanto tiempo para cual por cuando tengo necesita necesito
    """
IGNORED: Final = tuple(_IGNORED.split())
"""Words that are left out beside others."""

_UNTOLD: Final = """
    required complete completed original submission submitted dr doc tx pt svc svcs proc dept ins prov rep reps
    representative staff client start starts started begin begins run runs running end ends clock count rev revs
    counts counted counting option options blanket reason reasons correct correctly wording language text
    statement guideline guidelines page copy process processing requirement requirements require requires jan
    feb mar apr jun jul aug sep sept oct nov dec eff op open amount amounts item items issued stated states
    apart follow follows following happily default normal usual total high low different std dated stage gave
    given gives leave leaves left kept told tells vendor blog memo wants asked rn np md crna stop stops stopped
    stopping post yr fyi cust csr cs whoever our ours rep's facility's member's mbr often upfront cutoff
    threshold minimum maximum min max def soon later earlier quick asap instead anymore altogether overall
    besides otherwise meaning person basis purpose locator pending mbrs pts pt's eff'd eom
    level levels req reqs drug drugs
    eob's yes department departments desk center centre centers between crosswalk call calls calling administration
    collection collected close closes closing received
    eob's yes plaque forming ml mil vial vials cite reg regs regulation recheck eob eobs
    """
UNTOLD_HABITS: Final = (*_UNTOLD.split(), "goes with", "go with")
"""Words that rank where the library holds them, and whose absence tells nothing."""
